import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CashSaleRequest, sellForCash } from '~/api/orders';
import { useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { findField, useCatalogue } from '~/lib/catalogue';
import { SaleFields } from './SaleFields';
import { SaleFrame } from './SaleFrame';
import { useStep } from './use-documents';
import { useSaleForm } from './use-sale-form';

/** Sold, handed over, invoiced and paid in one step. */
export default function CashSalePage() {
    const { t } = useTranslation();
    const go = useGo();
    const form = useSaleForm();
    const methods = findField(useCatalogue().type('payment'), 'method')?.choices ?? [];
    const [method, setMethod] = useState('cash');
    const sell = useStep((body: CashSaleRequest, key) => sellForCash(body, key), ({ order, outcome }) => {
        notifyDone(t('order.made', { names: [outcome.invoice?.number, outcome.payment?.number].filter(Boolean).join(' · ') }));
        go(outcome.invoice ? `/invoices/${outcome.invoice.id}` : `/orders/${order}`, { replace: true });
    });
    return (
        <SaleFrame title={t('sale.cashSale')} save={t('sale.sell')} pending={sell.isPending} disabled={form.body.lines.length === 0} error={sell.error} onSave={() => sell.mutate({ ...form.body, method })}>
            <SaleFields form={form} error={sell.error} cash>
                <NativeSelect label={t('sale.method')} value={method} onChange={(event) => setMethod(event.currentTarget.value)} data={methods.map(({ name, label }) => ({ value: name, label }))} />
            </SaleFields>
        </SaleFrame>
    );
}
