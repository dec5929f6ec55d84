import { NativeSelect, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Handover } from '~/api/handover';
import { RecordLink } from '~/components/RecordLink';
import classes from './Handover.module.css';

type Props = { handover: Handover; choices: ReadonlyMap<number, number>; onChoose: (account: number, to: number) => void };

/** Each account and who gets it, to be changed one by one; of little use when there is only one successor. */
export function Accounts({ handover, choices, onChoose }: Props) {
    const { t } = useTranslation();
    const { accounts, successors } = handover;
    const others = successors.reduce((sum, share) => sum + share.accounts, 0) - accounts.length;
    if (successors.length < 2 || accounts.length === 0) return null;
    const people = successors.map(({ user }) => ({ value: String(user.id), label: user.title ?? '' }));
    return (
        <section className={classes.part} aria-label={t('handover.accounts')}>
            <Title order={3} size="h4">
                {t('handover.accounts')}
            </Title>
            <ul className={classes.rows}>
                {accounts.map(({ account, to, opportunities }) => (
                    <li key={account.id} className={classes.row}>
                        <div className={classes.words}>
                            <RecordLink type="account" record={{ id: account.id, title: account.title ?? '' }} />
                            <div className={classes.small}>{t('handover.openDeals', { count: opportunities })}</div>
                        </div>
                        <NativeSelect
                            aria-label={t('handover.whoGets', { name: account.title })}
                            data={people}
                            value={String(choices.get(account.id) ?? to)}
                            onChange={(event) => onChoose(account.id, Number(event.currentTarget.value))}
                        />
                    </li>
                ))}
            </ul>
            {others > 0 && <p className={classes.hint}>{t('handover.others', { count: others })}</p>}
        </section>
    );
}
