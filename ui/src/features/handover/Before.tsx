import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listHandovers } from '~/api/handover';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { Kept } from './Kept';
import { useTakeBack } from './use-take-back';
import classes from './Handover.module.css';

/** What was handed over on other days: it can still be taken back. */
export function Before({ from }: { from: number }) {
    const { t } = useTranslation();
    const format = useFormat();
    const before = useQuery({ queryKey: keys.handovers(from), queryFn: ({ signal }) => listHandovers(from, signal) });
    const undo = useTakeBack();
    const items = before.data?.items ?? [];
    if (items.length === 0 && (undo.data?.kept.length ?? 0) === 0) return null;
    return (
        <section className={classes.part} aria-label={t('handover.before')}>
            <Title order={2}>{t('handover.before')}</Title>
            <ul className={classes.rows}>
                {items.map(({ id, at, by, accounts, records }) => (
                    <li key={id} className={classes.row}>
                        <div className={classes.words}>
                            {by === null ? format.moment(at) : t('handover.beforeBy', { at: format.moment(at), name: by.title })}
                            <div className={classes.small}>
                                {t('handover.ofAccounts', { count: accounts })} · {t('handover.ofRecords', { count: records })}
                            </div>
                        </div>
                        <Button size="xs" variant="default" loading={undo.isPending && undo.variables === id} onClick={() => undo.mutate(id)}>
                            {t('handover.undo')}
                        </Button>
                    </li>
                ))}
            </ul>
            <Kept undone={undo.data} />
        </section>
    );
}
