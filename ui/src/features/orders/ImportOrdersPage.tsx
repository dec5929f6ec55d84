/** A history of orders from another system: loaded from CSV as orders, deliveries, invoices and payments, and posted. */
import { Alert, Button, FileButton, NativeSelect, Switch, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrdersImport, importOrders } from '~/api/orders';
import { AppLink } from '~/components/AppLink';
import page from '~/components/page/Page.module.css';
import { TextLink } from '~/components/TextLink';
import { useCatalogue } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { usePageTitle } from '~/lib/use-page-title';
import table from '~/components/ledger/Ledger.module.css';
import classes from './Orders.module.css';

function Result({ result }: { result: OrdersImport }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <>
            <p role="status" className={table.facts}>
                <span>{t('orderImport.loaded', { orders: format.number(result.orders), lines: format.number(result.lines) })}</span>
                {result.known > 0 && <span>{t('orderImport.known', { orders: format.number(result.known) })}</span>}
                {result.refused > 0 && <span>{t('orderImport.refused', { orders: format.number(result.refused) })}</span>}
                {result.orders > 0 && <TextLink to="/orders">{t('orderImport.see')}</TextLink>}
            </p>
            {result.problems.length > 0 && (
                <table className={table.table}>
                    <caption className={classes.caption}>{t('orderImport.problems')}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t('orderImport.line')}</th>
                            <th scope="col" className={table.start}>{t('orderImport.order')}</th>
                            <th scope="col" className={table.start}>{t('orderImport.message')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {result.problems.map((problem) => (
                            <tr key={`${problem.line} ${problem.order}`}>
                                <th scope="row">{format.number(problem.line)}</th>
                                <td className={table.start} dir="auto">{problem.order}</td>
                                <td className={table.start} dir="auto">{problem.message}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </>
    );
}

export default function ImportOrdersPage() {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const changed = useRecordsChanged();
    const { currencies } = useCatalogue();
    const [currency, setCurrency] = useState('');
    const [paid, setPaid] = useState(false);
    const load = useMutation({ mutationFn: (file: File) => importOrders(file, { currency: currency || null, paid: paid ? 'due' : 'none' }), onSuccess: () => changed() });
    usePageTitle(t('orderImport.title'));
    return (
        <div className={page.page}>
            <header className={page.head}>
                <AppLink to="/import" className={page.crumb}>{t('nav.import')}</AppLink>
                <div className={page.headRow}><Title order={1} className={page.title}>{t('orderImport.title')}</Title></div>
                <p className={page.none}>{t('orderImport.lead')}</p>
            </header>
            <div className={classes.importing}>
                <NativeSelect label={t('sale.currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value)} data={[{ value: '', label: t('orderImport.usual') }, ...currencies.map(({ code }) => ({ value: code, label: code }))]} />
                <Switch label={t('orderImport.paid')} checked={paid} onChange={(event) => setPaid(event.currentTarget.checked)} />
                <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => file && load.mutate(file)}>
                    {(props) => <Button {...props} loading={load.isPending}>{t('orderImport.choose')}</Button>}
                </FileButton>
            </div>
            {load.isError && <Alert color="red" variant="light" role="alert" m="md">{problemText(load.error)}</Alert>}
            {load.data && <Result result={load.data} />}
        </div>
    );
}
