/** Entries by hand that wait: somebody else than who prepared them approves. */
import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type JournalProposal, decideProposal, listProposals } from '~/api/ledger';
import { DateText } from '~/components/DateText';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from '~/components/ledger/Ledger.module.css';
import { useLedger, useLedgerChanged } from '~/components/ledger/use-ledger';

function Proposal({ proposal }: { proposal: JournalProposal }) {
    const { t } = useTranslation();
    const format = useFormat();
    const changed = useLedgerChanged();
    const problemText = useProblemText();
    const currency = useLedger().data?.currency;
    const decide = useMutation({
        mutationFn: (approve: boolean) => decideProposal(proposal.id, approve),
        onSuccess: (_, approve) => {
            notifyDone(t(approve ? 'ledger.approved' : 'ledger.refused'));
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    const debits = proposal.entry.lines.filter(({ debit }) => debit);
    return (
        <li className={classes.proposal}>
            <div>
                <div dir="auto">{proposal.entry.description}</div>
                <p className={classes.hint}>
                    <DateText date={proposal.entry.date} /> · {debits.map(({ debit, currency: own }) => format.money(debit!, own ?? currency)).join(' + ')} · {t('ledger.preparedBy', { name: proposal.prepared_by?.title ?? '' })}
                </p>
            </div>
            <Group gap="xs">
                {proposal.may_approve && <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate(true)}>{t('ledger.approve')}</Button>}
                {proposal.may_refuse && <Button size="xs" variant="default" onClick={() => decide.mutate(false)}>{t(proposal.may_approve ? 'ledger.refuse' : 'ledger.withdraw')}</Button>}
            </Group>
        </li>
    );
}

export function Proposals() {
    const { t } = useTranslation();
    const proposals = useQuery({ queryKey: [...keys.ledger, 'proposals'], queryFn: ({ signal }) => listProposals(signal) });
    const waiting = proposals.data?.items.filter(({ status }) => status === 'waiting') ?? [];
    if (waiting.length === 0) return null;
    return (
        <section aria-label={t('ledger.waiting')}>
            <p className={classes.facts}>{t('ledger.waiting')}</p>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {waiting.map((proposal) => <Proposal key={proposal.id} proposal={proposal} />)}
            </ul>
        </section>
    );
}
