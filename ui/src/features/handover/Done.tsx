import { Alert, Button, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Handover, undoHandover } from '~/api/handover';
import { AppLink } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { RecordLink } from '~/components/RecordLink';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { Shares } from './Shares';
import classes from './Handover.module.css';

/** What has gone where, and the way back. */
export function Done({ handover, onUndone }: { handover: Handover; onUndone: () => void }) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const undo = useMutation({
        mutationFn: () => undoHandover(handover.id!),
        onSuccess: async ({ returned, kept }) => {
            await changed();
            notifyDone(t('handover.undone', { count: returned }));
            if (kept.length === 0) onUndone();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    const kept = undo.data?.kept ?? [];
    return (
        <section aria-label={t('handover.done')}>
            <Title order={2}>{t(undo.data ? 'handover.takenBack' : 'handover.done')}</Title>
            <p className={classes.hint}>{t('handover.doneHint')}</p>
            <Shares handover={handover} />
            {kept.length > 0 && (
                <Alert color="yellow" variant="light" mt="md" title={t('handover.kept')}>
                    <ul className={classes.kept}>
                        {kept.map(({ type, id, title }) => (
                            <li key={`${type} ${id}`}>
                                <RecordLink type={type} record={{ id, title }} />
                            </li>
                        ))}
                    </ul>
                </Alert>
            )}
            <div className={classes.end}>
                {!undo.data && (
                    <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
                        {t('handover.undo')}
                    </Button>
                )}
                <Button variant="subtle" component={AppLink} to="/users">
                    {t('handover.toUsers')}
                </Button>
            </div>
        </section>
    );
}
