/** Goods come back before they are invoiced; what is invoiced comes back with a credit note. */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeliveryDocument, type DeliveryRequest, returnDelivery } from '~/api/orders';
import { useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { today } from '~/lib/format';
import { fieldError } from '~/lib/once';
import { QuantityRows } from './QuantityRows';
import { StepDialog } from './StepDialog';
import classes from './Orders.module.css';
import { isMore, less, useParts } from './parts';
import { useStep } from './use-documents';

const partsOf = ({ lines }: DeliveryDocument) =>
    lines
        .map((line) => ({ line: line.id, name: line.description, unit: line.unit, most: less(line.quantity, line.returned_quantity), quantity: '', condition: 'restock' as const }))
        .filter(({ most }) => isMore(most));

export default function ReturnDialog({ delivery, onClose }: { delivery: DeliveryDocument; onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const { record } = delivery;
    const [date, setDate] = useState(today());
    const [reason, setReason] = useState('');
    const { parts, change, meant } = useParts(() => partsOf(delivery));
    const back = useStep((body: DeliveryRequest, key) => returnDelivery(record.id, body, key), (outcome) => {
        notifyDone(t('order.made', { names: outcome.delivery?.number ?? '' }));
        onClose();
        if (outcome.delivery) go(`/deliveries/${outcome.delivery.id}`);
    });
    const send = () => back.mutate({ date, note: reason.trim() || null, lines: meant.map(({ line, quantity, condition }) => ({ line, quantity: quantity.trim(), condition })) });
    return (
        <StepDialog title={t('order.takeBackTitle', { number: record.number })} confirm={t('order.takeBack')} error={back.error} onCorrect={back.corrected} pending={back.isPending} disabled={meant.length === 0} onConfirm={send} onCancel={onClose}>
            <Text size="sm" c="dimmed">{t('order.takeBackHint')}</Text>
            <QuantityRows parts={parts} conditions onChange={change} error={(index) => fieldError(back.error, `lines.${meant.indexOf(parts[index]!)}.quantity`)} />
            <div className={classes.two}>
                <TextInput type="date" label={t('order.date')} value={date} error={fieldError(back.error, 'date')} onChange={(event) => setDate(event.currentTarget.value)} />
                <TextInput label={t('order.reason')} dir="auto" maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            </div>
        </StepDialog>
    );
}
