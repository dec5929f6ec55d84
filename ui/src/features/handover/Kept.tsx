import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Undone } from '~/api/handover';
import { RecordLink } from '~/components/RecordLink';
import classes from './Handover.module.css';

/** What somebody has changed since it was handed over, and which therefore stays. */
export function Kept({ undone }: { undone: Undone | undefined }) {
    const { t } = useTranslation();
    if (undone === undefined || undone.kept.length === 0) return null;
    return (
        <Alert color="yellow" variant="light" mt="md" title={t('handover.kept')}>
            <ul className={classes.kept}>
                {undone.kept.map(({ type, id, title }) => (
                    <li key={`${type} ${id}`}>
                        <RecordLink type={type} record={{ id, title }} />
                    </li>
                ))}
            </ul>
        </Alert>
    );
}
