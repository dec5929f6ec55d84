/** A contract: its figures, its lines, its invoices; it is begun, changed and ended from here. */
import { Alert, Anchor, Badge, Button, Group, Modal, Stack, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContractDocument, activateContract, changeQuantity, endContract, readContract } from '~/api/contracts';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { StatementState } from '~/components/ledger/StatementState';
import table from '~/components/ledger/Ledger.module.css';
import { notifyDone } from '~/components/notify';
import { ActDialog } from '~/components/payments/ActDialog';
import { useMoneyAct } from '~/components/payments/use-act';
import { useRecordType } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { named } from '~/lib/named';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from './Contracts.module.css';

type Line = ContractDocument['lines'][number];

function QuantityDialog({ id, line, onClose }: { id: number; line: Line; onClose: () => void }) {
    const { t } = useTranslation();
    const [quantity, setQuantity] = useState(line.quantity);
    const [date, setDate] = useState(today());
    const act = useMoneyAct((given: { line: number; quantity: string; date: string }, key) => changeQuantity(id, given, key), () => {
        notifyDone(t('contracts.changed'));
        onClose();
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        act.run({ line: line.id, quantity, date });
    };
    return (
        <Modal opened onClose={onClose} size="sm" title={t('contracts.changeOf', { what: line.description })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit}>
                <Stack gap="sm">
                    {act.problem && <Alert color="red" variant="light" role="alert">{act.problem}</Alert>}
                    <TextInput data-autofocus label={t('contracts.quantity')} inputMode="decimal" value={quantity} error={act.errorOf('quantity')} onChange={(event) => setQuantity(event.currentTarget.value)} />
                    <TextInput type="date" label={t('contracts.from')} description={t('contracts.fromHint')} value={date} error={act.errorOf('date')} onChange={(event) => setDate(event.currentTarget.value)} />
                    <Group justify="flex-end"><Button type="submit" loading={act.pending}>{t('contracts.change')}</Button></Group>
                </Stack>
            </form>
        </Modal>
    );
}

function Figures({ document }: { document: ContractDocument }) {
    const { t } = useTranslation();
    const format = useFormat();
    const type = useRecordType('contract');
    const { record } = document;
    const label = (name: string) => type.fields.find((field) => field.name === name)?.label ?? name;
    const figures = (['mrr', 'arr', 'acv', 'tcv'] as const).map((name) => [label(name), record[name]] as const);
    const more = [[t('contracts.billed'), document.billed], [t('contracts.recognised'), document.recognised], [t('contracts.deferred'), document.deferred]] as const;
    return (
        <dl className={classes.figures}>
            {[...figures, ...more].map(([name, amount]) => amount !== null && (
                <div key={name}><dt>{name}</dt><dd>{format.money(amount, record.currency)}</dd></div>
            ))}
        </dl>
    );
}

function Lines({ document, onChange }: { document: ContractDocument; onChange: (line: Line) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const active = document.record.status === 'active';
    return (
        <table className={table.table}>
            <thead>
                <tr>
                    <th scope="col">{t('contracts.what')}</th>
                    <th scope="col">{t('contracts.quantity')}</th>
                    <th scope="col">{t('contracts.price')}</th>
                    <th scope="col">{t('contracts.net')}</th>
                    <th scope="col" className={`${table.start} ${table.wide}`}>{t('contracts.time')}</th>
                    <th scope="col" className={table.start}>{t('contracts.change')}</th>
                </tr>
            </thead>
            <tbody>
                {document.lines.map((line) => (
                    <tr key={line.id} className={line.until_on ? table.total : undefined}>
                        <th scope="row" dir="auto">{line.description}</th>
                        <td>{format.number(line.quantity)}</td>
                        <td>{format.number(line.unit_price)}</td>
                        <td>{format.amount(line.net)} {!line.recurring && t('contracts.once')}</td>
                        <td className={`${table.start} ${table.wide}`}><DateText date={line.from_on} />{line.until_on && <> – <DateText date={line.until_on} /></>}</td>
                        <td className={table.start}>{active && line.recurring && !line.until_on && <Button size="compact-xs" variant="subtle" onClick={() => onChange(line)}>{t('contracts.change')}</Button>}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Invoices({ document }: { document: ContractDocument }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (document.invoices.length === 0) return <p className={table.facts}>{t('contracts.noInvoices')}</p>;
    return (
        <table className={table.table}>
            <thead>
                <tr>
                    <th scope="col">{t('contracts.invoice')}</th>
                    <th scope="col">{t('contracts.date')}</th>
                    <th scope="col">{t('contracts.total')}</th>
                    <th scope="col">{t('contracts.open')}</th>
                </tr>
            </thead>
            <tbody>
                {document.invoices.map((invoice) => (
                    <tr key={invoice.id}>
                        <th scope="row"><Anchor inherit component={AppLink} to={`/invoices/${invoice.id}`}>{invoice.number}</Anchor></th>
                        <td><DateText date={invoice.date} /></td>
                        <td>{format.amount(invoice.total)}</td>
                        <td>{Number(invoice.open) !== 0 && format.amount(invoice.open)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Facts({ document }: { document: ContractDocument }) {
    const { t } = useTranslation();
    const { record } = document;
    return (
        <div className={table.facts}>
            <Badge variant="light" color={record.status === 'active' ? undefined : 'gray'}>{t(`contracts.states.${record.status}`)}</Badge>
            {record.account && <RecordLink type="account" record={named(record.account)} />}
            <span><DateText date={record.start_on} />{record.end_on && <> – <DateText date={record.end_on} /></>}</span>
            <span>{t(`contracts.billings.${record.billing}`)}</span>
            {record.renewal_on && <span>{t('contracts.renewsOn')} <DateText date={record.renewal_on} /></span>}
            {record.renewal_opportunity && <RecordLink underline="always" type="opportunity" record={named(record.renewal_opportunity)} />}
            {record.cancelled_on && <Badge color="red" variant="light">{t('contracts.endsOn')} <DateText date={record.cancelled_on} /></Badge>}
        </div>
    );
}

export default function ContractPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const id = Number(useParams({ strict: false }).id);
    const [changing, setChanging] = useState<Line | null>(null);
    const [ending, setEnding] = useState(false);
    const contract = useQuery({ queryKey: [...keys.record('contracts', id), 'document'], queryFn: ({ signal }) => readContract(id, signal) });
    const begin = useMoneyAct((_: null, key) => activateContract(id, key), () => notifyDone(t('contracts.begun')));
    const status = contract.data?.record.status;
    const actions = (
        <Group gap="xs">
            {status === 'draft' && <Button size="xs" loading={begin.pending} onClick={() => begin.run(null)}>{t('contracts.begin')}</Button>}
            {status === 'active' && !contract.data?.record.cancelled_on && <Button size="xs" variant="default" onClick={() => setEnding(true)}>{t('contracts.end')}</Button>}
        </Group>
    );
    return (
        <LedgerFrame title={contract.data ? `${contract.data.record.number} · ${contract.data.record.name}` : t('contracts.contract')} actions={actions}>
            {() => (
                <div className={table.scroll}>
                    {begin.problem && <Alert className={classes.notice} color="red" variant="light" role="alert">{begin.problem}</Alert>}
                    <StatementState query={contract}>
                        {(document) => (
                            <>
                                <Facts document={document} />
                                {Number(document.to_credit) !== 0 && <Alert className={classes.notice} variant="light" color="yellow">{t('contracts.toCredit', { amount: format.money(document.to_credit, document.record.currency) })}</Alert>}
                                <Figures document={document} />
                                <Lines document={document} onChange={setChanging} />
                                <Title order={2} className={classes.heading}>{t('contracts.invoices')}</Title>
                                <Invoices document={document} />
                            </>
                        )}
                    </StatementState>
                    {changing && <QuantityDialog id={id} line={changing} onClose={() => setChanging(null)} />}
                    {ending && <ActDialog<ContractDocument> title={t('contracts.endOf', { number: contract.data?.record.number ?? '' })} confirm={t('contracts.end')} danger reason={t('contracts.why')} onClose={() => setEnding(false)}
                        onDone={() => notifyDone(t('contracts.ended'))} act={({ date, reason }, key) => endContract(id, { date, reason }, key)} />}
                </div>
            )}
        </LedgerFrame>
    );
}
