import { useParams } from '@tanstack/react-router';
import { FormSnippetButton } from '~/features/leads/FormSnippetButton';
import { RecordPageOf } from '~/features/records/RecordPage';

/** A web form's page is the plain record page with what puts it onto a site. */
export default function WebFormRecordRoute() {
    const { id } = useParams({ strict: false }) as { id?: string };
    return <RecordPageOf plural="web_forms" id={id ?? ''} actions={(form) => <FormSnippetButton form={form} />} />;
}
