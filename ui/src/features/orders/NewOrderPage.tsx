import { useTranslation } from 'react-i18next';
import { type OrderRequest, createOrder } from '~/api/orders';
import { useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { MilestoneFields, useMilestones } from './MilestoneFields';
import { SaleFields } from './SaleFields';
import { SaleFrame } from './SaleFrame';
import { useStep } from './use-documents';
import { useSaleForm } from './use-sale-form';

/** A new order; over the credit limit it is made and held, and its page says why. */
export default function NewOrderPage() {
    const { t } = useTranslation();
    const go = useGo();
    const form = useSaleForm();
    const milestones = useMilestones();
    const create = useStep((body: OrderRequest, key) => createOrder(body, key), ({ record }) => {
        notifyDone(t('order.made', { names: record.number }));
        go(`/orders/${record.id}`, { replace: true });
    });
    return (
        <SaleFrame title={t('sale.newOrder')} save={t('sale.saveOrder')} pending={create.isPending} disabled={form.body.lines.length === 0} error={create.error} onSave={() => create.mutate({ ...form.body, milestones: milestones.body })}>
            <SaleFields form={form} error={create.error} />
            <MilestoneFields milestones={milestones} error={create.error} />
        </SaleFrame>
    );
}
