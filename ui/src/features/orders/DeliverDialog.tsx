/** Delivers an order, all that is outstanding or a part, and invoices it at once if wanted. */
import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeliveryRequest, type OrderDocument, type OrderOutcome, deliverOrder } from '~/api/orders';
import { notifyDone } from '~/components/notify';
import { today } from '~/lib/format';
import { fieldError } from '~/lib/once';
import { QuantityRows } from './QuantityRows';
import { StepDialog } from './StepDialog';
import classes from './Orders.module.css';
import { isMore, useParts } from './parts';
import { useStep } from './use-documents';

type Props = { order: OrderDocument; onClose: () => void };

const partsOf = ({ lines }: OrderDocument) =>
    lines.filter((line) => line.kind === 'item' && isMore(line.outstanding_quantity)).map((line) => ({
        line: line.id,
        name: line.description,
        unit: line.unit,
        most: line.outstanding_quantity,
        quantity: line.outstanding_quantity,
        condition: 'restock' as const,
    }));

function useDelivered(onClose: () => void) {
    const { t } = useTranslation();
    return (outcome: OrderOutcome) => {
        const names = [outcome.delivery?.number, outcome.invoice?.number].filter(Boolean).join(' · ');
        notifyDone(t('order.made', { names }));
        onClose();
    };
}

export default function DeliverDialog({ order, onClose }: Props) {
    const { t } = useTranslation();
    const { record } = order;
    const [date, setDate] = useState(today());
    const [tracking, setTracking] = useState('');
    const [invoice, setInvoice] = useState(true);
    const { parts, change, meant } = useParts(() => partsOf(order));
    const deliver = useStep((body: DeliveryRequest, key) => deliverOrder(record.id, body, key), useDelivered(onClose));
    const send = () => deliver.mutate({ date, tracking: tracking.trim() || null, invoice, lines: meant.map(({ line, quantity }) => ({ line, quantity: quantity.trim() })) });
    return (
        <StepDialog title={t('order.deliverTitle', { number: record.number })} confirm={t(invoice ? 'order.deliverAndInvoice' : 'order.deliver')} error={deliver.error} onCorrect={deliver.corrected} pending={deliver.isPending} disabled={meant.length === 0} onConfirm={send} onCancel={onClose}>
            <QuantityRows parts={parts} onChange={change} error={(index) => fieldError(deliver.error, `lines.${meant.indexOf(parts[index]!)}.quantity`)} />
            <div className={classes.two}>
                <TextInput type="date" label={t('order.date')} value={date} error={fieldError(deliver.error, 'date')} onChange={(event) => setDate(event.currentTarget.value)} />
                <TextInput label={t('order.tracking')} dir="auto" maxLength={100} value={tracking} error={fieldError(deliver.error, 'tracking')} onChange={(event) => setTracking(event.currentTarget.value)} />
            </div>
            <Checkbox label={t('order.invoiceAtOnce')} checked={invoice} onChange={(event) => setInvoice(event.currentTarget.checked)} />
        </StepDialog>
    );
}
