/** Credit notes and write-offs above the limit: somebody else than who prepared them decides. */
import { Badge, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Approval, decideApproval, listApprovals } from '~/api/receivables';
import { EmptyState } from '~/components/EmptyState';
import { RecordLink } from '~/components/RecordLink';
import { notifyDone } from '~/components/notify';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import { named } from '~/lib/named';
import classes from '~/components/ledger/Ledger.module.css';
import { useMoneyAct } from '~/components/payments/use-act';

function Waiting({ approval }: { approval: Approval }) {
    const { t } = useTranslation();
    const format = useFormat();
    const decide = useMoneyAct((approve: boolean) => decideApproval(approval.id, approve), () => notifyDone(t('receivables.decided')));
    return (
        <li className={classes.proposal}>
            <div>
                <div>
                    {t(`receivables.approvalKinds.${approval.kind as 'write_off'}`)} · {approval.invoice && <RecordLink underline="always" type="invoice" record={named(approval.invoice)} />} · {format.money(approval.amount, approval.currency)}
                </div>
                <p className={classes.hint} dir="auto">{approval.reason} · {t('ledger.preparedBy', { name: approval.prepared_by?.title ?? '' })}</p>
                {decide.problem && <p role="alert" className={classes.hint}>{decide.problem}</p>}
            </div>
            {approval.may_decide ? (
                <Group gap="xs">
                    <Button size="xs" loading={decide.pending} onClick={() => decide.run(true)}>{t('ledger.approve')}</Button>
                    <Button size="xs" variant="default" onClick={() => decide.run(false)}>{t('ledger.refuse')}</Button>
                </Group>
            ) : (
                <Badge variant="light" color={approval.status === 'approved' ? 'green' : approval.status === 'waiting' ? 'blue' : 'gray'}>{t(`receivables.approvalStates.${approval.status as 'waiting'}`)}</Badge>
            )}
        </li>
    );
}

export function Approvals() {
    const { t } = useTranslation();
    const approvals = useQuery({ queryKey: [...keys.ledger, 'approvals'], queryFn: ({ signal }) => listApprovals(signal) });
    return (
        <StatementState query={approvals}>
            {({ items }) => items.length === 0 ? <EmptyState title={t('receivables.noApprovals')} text={t('receivables.noApprovalsHint')} /> : (
                <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('receivables.views.approvals')}>{items.map((approval) => <Waiting key={approval.id} approval={approval} />)}</ul>
            )}
        </StatementState>
    );
}
