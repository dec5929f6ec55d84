/** What is decided about a quote: by the customer through us, or by a manager. */
import { Button, Checkbox, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type QuoteDocument, acceptQuote, approveQuote, declineQuote } from '~/api/quotes';
import { notifyDone } from '~/components/notify';
import { fieldError } from '~/lib/once';
import { useFormat } from '~/lib/use-format';
import { QuoteDialog } from './QuoteDialog';
import { useStep } from './use-quote';

type Props = { quote: QuoteDocument; onClose: () => void };

export function AcceptDialog({ quote: { record, lines }, onClose }: Props) {
    const { t } = useTranslation();
    const options = lines.filter(({ optional }) => optional);
    const [name, setName] = useState(record.contact?.title ?? '');
    const [title, setTitle] = useState('');
    const [chosen, setChosen] = useState(() => options.filter((line) => line.chosen).map(({ id }) => id));
    const toggle = (id: number) => setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
    const accept = useStep(() => acceptQuote(record.id, { name: name.trim(), title: title.trim() || null, chosen }), ({ order }) => {
        notifyDone(t('quote.accepted', { number: record.number, order: order?.number ?? '' }));
        onClose();
    });
    return (
        <QuoteDialog title={t('quote.acceptOf', { number: record.number })} confirm={t('quote.accept')} error={accept.error} pending={accept.isPending} disabled={name.trim() === ''} onConfirm={() => accept.mutate(undefined)} onClose={onClose}>
            <Text size="sm">{t('quote.acceptHint')}</Text>
            {options.map((line) => <Checkbox key={line.id} label={line.description} checked={chosen.includes(line.id)} onChange={() => toggle(line.id)} />)}
            <TextInput data-autofocus withAsterisk label={t('quote.signer')} dir="auto" maxLength={200} value={name} error={fieldError(accept.error, 'name')} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput label={t('quote.signerTitle')} dir="auto" maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        </QuoteDialog>
    );
}

export function DeclineDialog({ quote: { record }, onClose }: Props) {
    const { t } = useTranslation();
    const [reason, setReason] = useState('');
    const decline = useStep(() => declineQuote(record.id, reason.trim() || null), onClose);
    return (
        <QuoteDialog title={t('quote.declineOf', { number: record.number })} confirm={t('quote.decline')} danger error={decline.error} pending={decline.isPending} onConfirm={() => decline.mutate(undefined)} onClose={onClose}>
            <Textarea data-autofocus label={t('quote.reason')} dir="auto" autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </QuoteDialog>
    );
}

export function ApproveDialog({ quote: { record, discount }, onClose }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const [note, setNote] = useState('');
    const decide = useStep((approve: boolean) => approveQuote(record.id, approve, note.trim() || null), onClose);
    const refuse = <Button variant="default" disabled={decide.isPending} onClick={() => decide.mutate(false)}>{t('quote.refuse')}</Button>;
    return (
        <QuoteDialog title={t('quote.approveOf', { number: record.number })} confirm={t('quote.approve')} error={decide.error} pending={decide.isPending} more={refuse} onConfirm={() => decide.mutate(true)} onClose={onClose}>
            <Text size="sm">{t('quote.aboveLimit', { highest: format.percentage(Number(discount.highest)), limit: format.percentage(Number(discount.limit ?? 0)) })}</Text>
            <Textarea data-autofocus label={t('quote.note')} dir="auto" autosize minRows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </QuoteDialog>
    );
}
