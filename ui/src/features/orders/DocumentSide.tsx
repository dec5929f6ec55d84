import { useTranslation } from 'react-i18next';
import type { RecordData } from '~/api/types';
import { RecordAttachments } from '~/components/attachments/RecordAttachments';
import { RecordHistory } from '~/components/history/RecordHistory';
import { Profile } from '~/components/page/Profile';
import { Section } from '~/components/page/Section';
import { useRecordType } from '~/lib/catalogue';

/** What the page shows elsewhere is no part of the details. */
const SHOWN = ['status', 'entry', 'gross', 'discount', 'net', 'freight', 'tax', 'total', 'account'];

/** Beside a document: its details, files and history. */
export function DocumentSide({ type: name, record }: { type: string; record: RecordData }) {
    const { t } = useTranslation();
    const type = useRecordType(name);
    return (
        <>
            <Section id="profile" title={t('account.profile')}>
                <Profile type={name} record={record} without={SHOWN} />
            </Section>
            <Section id="files" title={t('files.title')}>
                <RecordAttachments plural={type.plural} id={record.id} mayChange={type.may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <RecordHistory type={name} id={record.id} />
            </Section>
        </>
    );
}
