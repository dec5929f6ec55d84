import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrderDocument, cancelOrder } from '~/api/orders';
import { notifyDone } from '~/components/notify';
import { useFormat } from '~/lib/use-format';
import { StepDialog } from './StepDialog';
import { useStep } from './use-documents';

/** What is not delivered will not be; what was delivered stays as it is. */
export default function CancelDialog({ order: { record }, onClose }: { order: OrderDocument; onClose: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [reason, setReason] = useState('');
    const cancel = useStep((body: { reason: string | null }, key) => cancelOrder(record.id, body.reason, key), () => {
        notifyDone(t('order.cancelled', { number: record.number }));
        onClose();
    });
    return (
        <StepDialog title={t('order.cancelTitle', { number: record.number })} confirm={t('order.cancelRest')} danger size="md" error={cancel.error} pending={cancel.isPending} onConfirm={() => cancel.mutate({ reason: reason.trim() || null })} onCancel={onClose}>
            <Text size="sm">{t('order.cancelHint', { amount: format.money(record.backlog, record.currency) })}</Text>
            <TextInput data-autofocus label={t('order.reason')} dir="auto" maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </StepDialog>
    );
}
