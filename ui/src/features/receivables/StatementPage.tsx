/** A customer's statement of account, as it is sent: what was billed and paid, and what is to be paid. */
import { Alert, Button, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CustomerStatement, readStatement } from '~/api/receivables';
import { useGo } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import { addMonths } from '~/lib/calendar';
import { today } from '~/lib/format';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { StatementState } from '~/components/ledger/StatementState';
import table from '~/components/ledger/Ledger.module.css';
import classes from './Receivables.module.css';
import { readTime } from './views';

type Section = CustomerStatement['sections'][number];

function Moves({ section, from }: { section: Section; from: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <table className={table.table}>
            <thead>
                <tr>
                    <th scope="col">{t('receivables.date')}</th>
                    <th scope="col" className={table.start}>{t('receivables.document')}</th>
                    <th scope="col">{t('receivables.amount')}</th>
                    <th scope="col">{t('receivables.balance')}</th>
                </tr>
            </thead>
            <tbody>
                <tr className={table.total}>
                    <th scope="row"><DateText date={from} /></th>
                    <td className={table.start}>{t('receivables.columns.opening')}</td>
                    <td />
                    <td>{format.amount(section.opening)}</td>
                </tr>
                {section.items.map((item, index) => (
                    <tr key={index}>
                        <th scope="row"><DateText date={item.date} /></th>
                        <td className={table.start}>{t(`receivables.moves.${item.kind as 'invoice'}`)} <RecordLink underline="always" type={item.document.type as string} record={{ id: item.document.id, title: item.document.number }} /></td>
                        <td>{format.amount(item.amount)}</td>
                        <td>{format.amount(item.balance)}</td>
                    </tr>
                ))}
                <tr className={table.strong}>
                    <th scope="row">{t('receivables.columns.closing')}</th>
                    <td />
                    <td />
                    <td>{format.money(section.closing, section.currency)}</td>
                </tr>
            </tbody>
        </table>
    );
}

function ToPay({ section }: { section: Section }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (section.open.length === 0) return null;
    return (
        <>
            <h2 className={classes.heading}>{t('receivables.toPay')}</h2>
            <table className={table.table}>
                <thead>
                    <tr>
                        <th scope="col">{t('receivables.document')}</th>
                        <th scope="col">{t('receivables.due')}</th>
                        <th scope="col">{t('receivables.open')}</th>
                    </tr>
                </thead>
                <tbody>
                    {section.open.map((bill) => (
                        <tr key={bill.id}>
                            <th scope="row">{bill.number}</th>
                            <td className={bill.late ? classes.late : undefined}><DateText date={bill.due_on} />{bill.late && ` · ${t('receivables.overdue')}`}</td>
                            <td>{format.amount(bill.open)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </>
    );
}

function Paper({ statement }: { statement: CustomerStatement }) {
    const { t } = useTranslation();
    const { address, seller } = statement;
    const lines = [address.street, [address.postal_code, address.city].filter(Boolean).join(' '), address.country].filter(Boolean);
    return (
        <article className={classes.paper}>
            <div className={classes.parties}>
                <address dir="auto"><RecordLink type="account" record={{ id: statement.customer.id, title: statement.customer.title ?? '' }} />{lines.map((line) => <div key={line}>{line}</div>)}</address>
                <address dir="auto"><strong>{seller.name}</strong>{[seller.address, seller.tax_registration].filter(Boolean).map((line) => <div key={line} className={classes.lines}>{line}</div>)}</address>
            </div>
            {statement.sections.length === 0 && <p className={classes.hint}>{t('receivables.noMoves')}</p>}
            {statement.sections.map((section) => (
                <section key={section.currency} aria-label={section.currency}>
                    <h2 className={classes.heading}>{t('receivables.account', { currency: section.currency })}</h2>
                    <Moves section={section} from={statement.from} />
                    <ToPay section={section} />
                </section>
            ))}
        </article>
    );
}

export default function StatementPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const customer = Number(search.customer ?? 0);
    const span = readTime({ from: `${addMonths(today().slice(0, 7), -11)}-01`, ...search }, 'ageing');
    const statement = useQuery({ queryKey: [...keys.ledger, 'customer-statement', customer, span], queryFn: ({ signal }) => readStatement({ customer, ...span }, signal), enabled: customer > 0 });
    const actions = (
        <div className={`${table.tools} ${classes.screen}`}>
            {(['from', 'to'] as const).map((end) => (
                <TextInput key={end} size="xs" type="date" aria-label={t(`ledger.${end}`)} value={span[end]} onChange={(event) => go('/receivables/statement', { search: { ...search, [end]: event.currentTarget.value }, replace: true })} />
            ))}
            <Button size="xs" variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>{t('receivables.print')}</Button>
        </div>
    );
    return (
        <LedgerFrame title={t('receivables.statement')} actions={actions}>
            {() => (
                <div className={table.scroll}>
                    {customer === 0 ? <Alert m="md" variant="light">{t('receivables.noMoves')}</Alert> : <StatementState query={statement}>{(data) => <Paper statement={data} />}</StatementState>}
                </div>
            )}
        </LedgerFrame>
    );
}
