import { useParams } from '@tanstack/react-router';
import { HandoverButton } from '~/features/handover/HandoverButton';
import { RecordPageOf } from '~/features/records/RecordPage';
import { InviteButton } from '~/features/settings/InviteButton';

/** A user's page is the plain record page with what comes and goes with the user: a link to come in, a handover. */
export default function UserRecordRoute() {
    const { id } = useParams({ strict: false }) as { id?: string };
    return <RecordPageOf plural="users" id={id ?? ''} actions={(user) => (
            <>
                <HandoverButton user={user.id} />
                <InviteButton user={user} />
            </>
        )} />;
}
