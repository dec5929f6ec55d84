/** What customers owe: by age, per customer, by day, for the tax return; payments are recorded and approvals given here. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import classes from '~/components/ledger/Ledger.module.css';
import { AgeingTable } from './AgeingTable';
import { Approvals } from './Approvals';
import { OpenTable } from './OpenTable';
import { PaymentDialog } from '~/components/payments/PaymentDialog';
import { Collection, DayBook, SalesLedger, TaxReturn } from './Reports';
import { VIEWS, type ViewName, readDate, readTime } from './views';

export const TAKES_MONEY = ['administrator', 'manager', 'finance'];

function DayFields({ view, search, onChange }: { view: ViewName; search: Search; onChange: (part: Search) => void }) {
    const { t } = useTranslation();
    const field = (name: 'date' | 'from' | 'to', value: string) => (
        <TextInput key={name} size="xs" type="date" aria-label={t(`ledger.${name}`)} value={value} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />
    );
    const time = readTime(search, view);
    if (view === 'approvals') return null;
    if (view === 'ageing' || view === 'open') return field('date', readDate(search));
    return <>{field('from', time.from)}{field('to', time.to)}</>;
}

function View({ view, search, change }: { view: ViewName; search: Search; change: (part: Search) => void }) {
    const span = readTime(search, view);
    if (view === 'open') return <OpenTable search={search} date={readDate(search)} />;
    if (view === 'collection') return <Collection span={span} />;
    if (view === 'ledger') return <SalesLedger span={span} />;
    if (view === 'daybook') return <DayBook span={span} />;
    if (view === 'tax') return <TaxReturn span={span} />;
    if (view === 'approvals') return <Approvals />;
    return <AgeingTable date={readDate(search)} by={search.by ?? 'customer'} onChange={(by) => change({ by })} />;
}

export default function ReceivablesPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const role = useSession().session.user.role;
    const [paying, setPaying] = useState(false);
    const view: ViewName = search.view === 'open' ? 'open' : (VIEWS.find((one) => one === search.view) ?? 'ageing');
    const change = (part: Search) => go('/receivables', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    const may = TAKES_MONEY.includes(role);
    useScreenActions(may ? [{ key: 'payment', label: t('receivables.newPayment'), run: () => setPaying(true) }] : []);
    const actions = (
        <div className={classes.tools}>
            <DayFields view={view} search={search} onChange={change} />
            {may && <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setPaying(true)}>{t('receivables.newPayment')}</Button>}
        </div>
    );
    return (
        <LedgerFrame title={t('nav.receivables')} actions={actions}>
            {() => (
                <>
                    <div className={classes.choices}>
                        <SegmentedControl size="xs" aria-label={t('receivables.view')} value={view === 'open' ? 'ageing' : view} data={VIEWS.map((one) => ({ value: one, label: t(`receivables.views.${one}`) }))}
                            onChange={(value) => go('/receivables', { search: value === 'ageing' ? {} : { view: value } })} />
                    </div>
                    <div className={classes.scroll}>
                        <View view={view} search={search} change={change} />
                    </div>
                    <PaymentDialog opened={paying} onClose={() => setPaying(false)} onDone={(id) => go(`/payments/${id}`)} />
                </>
            )}
        </LedgerFrame>
    );
}
