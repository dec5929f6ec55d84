/** Statements of the books: income, balance sheet, trial balance, and whom the net sales come from. Every figure opens the
 * lines that it is made of. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import type { Search } from '~/lib/search-params';
import { BalanceSheetTable } from './BalanceSheetTable';
import { IncomeTable } from './IncomeTable';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { Narrow } from './Narrow';
import { SalesByTable } from './SalesByTable';
import { TrialBalanceTable } from './TrialBalanceTable';
import classes from '~/components/ledger/Ledger.module.css';
import { COLUMNS, type Span, STATEMENTS, type StatementName, aboutQuery, readSpan } from './statements';

function SpanFields({ span, dated, onChange }: { span: Span; dated: boolean; onChange: (part: Search) => void }) {
    const { t } = useTranslation();
    return (
        <div className={classes.tools}>
            {!dated && <TextInput size="xs" type="date" aria-label={t('ledger.from')} value={span.from} onChange={(event) => onChange({ from: event.currentTarget.value })} />}
            <TextInput size="xs" type="date" aria-label={t(dated ? 'ledger.date' : 'ledger.to')} value={span.to} onChange={(event) => onChange({ to: event.currentTarget.value })} />
        </div>
    );
}

function useStatement() {
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const name: StatementName = STATEMENTS.find((one) => one === search.statement) ?? 'income';
    const change = (part: Search) =>
        go('/ledger', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    return { name, search, span: readSpan(search, new Date()), about: aboutQuery(search), change };
}

export default function StatementsPage() {
    const { t } = useTranslation();
    const { name, search, span, about, change } = useStatement();
    const columns = COLUMNS.find((one) => one === search.columns) ?? '';
    const choose = (statement: string) => change({ statement: statement === 'income' ? '' : statement });
    useScreenActions(STATEMENTS.filter((one) => one !== name).map((one) => ({ key: `statement ${one}`, label: t('actions.show', { part: t(`ledger.statements.${one}`) }), run: () => choose(one) })));
    return (
        <LedgerFrame title={t('nav.statements')} actions={<SpanFields span={span} dated={name === 'balance' || name === 'trial'} onChange={change} />}>
            {() => (
                <>
                    <div className={classes.choices}>
                        <SegmentedControl size="xs" aria-label={t('ledger.statement')} value={name} onChange={choose}
                            data={STATEMENTS.map((one) => ({ value: one, label: t(`ledger.statements.${one}`) }))} />
                        {name === 'income' && (
                            <Select size="xs" aria-label={t('ledger.columns')} allowDeselect={false} value={columns || 'one'} className={classes.narrow}
                                onChange={(value) => change({ columns: value === 'one' ? '' : (value ?? '') })}
                                data={['one', ...COLUMNS].map((one) => ({ value: one, label: t(`ledger.columnsBy.${one as 'one'}`) }))} />
                        )}
                        {name !== 'sales' && <Narrow search={search} onChange={change} />}
                    </div>
                    <div className={classes.scroll}>
                        {name === 'income' && <IncomeTable span={span} columns={columns} about={about} />}
                        {name === 'balance' && <BalanceSheetTable date={span.to} about={about} />}
                        {name === 'trial' && <TrialBalanceTable date={span.to} about={about} />}
                        {name === 'sales' && <SalesByTable span={span} by={search.by ?? 'customer'} onChange={(by) => change({ by })} />}
                    </div>
                </>
            )}
        </LedgerFrame>
    );
}
