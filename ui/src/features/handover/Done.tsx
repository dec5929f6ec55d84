import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Handover } from '~/api/handover';
import { AppLink } from '~/components/AppLink';
import { Kept } from './Kept';
import { Shares } from './Shares';
import { useTakeBack } from './use-take-back';
import classes from './Handover.module.css';

/** What has gone where, and the way back. */
export function Done({ handover, onUndone }: { handover: Handover; onUndone: () => void }) {
    const { t } = useTranslation();
    const undo = useTakeBack(onUndone);
    return (
        <section aria-label={t('handover.done')}>
            <Title order={2}>{t(undo.data ? 'handover.takenBack' : 'handover.done')}</Title>
            {!undo.data && <p className={classes.hint}>{t('handover.doneHint')}</p>}
            <Shares handover={handover} />
            <Kept undone={undo.data} />
            <div className={classes.end}>
                {!undo.data && (
                    <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(handover.id!)}>
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
