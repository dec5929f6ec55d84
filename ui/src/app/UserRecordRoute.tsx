import { useParams } from '@tanstack/react-router';
import { RecordPageOf } from '~/features/records/RecordPage';
import { InviteButton } from '~/features/settings/InviteButton';

/** A user's page is the plain record page with the link that lets the user in. */
export default function UserRecordRoute() {
    const { id } = useParams({ strict: false }) as { id?: string };
    return <RecordPageOf plural="users" id={id ?? ''} actions={(user) => <InviteButton user={user} />} />;
}
