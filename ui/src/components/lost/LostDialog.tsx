import { Button, Group, Modal, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findField, useRecordType } from '~/lib/catalogue';

type Props = {
    /** Name of the deal; null: closed. */
    deal: string | null;
    onLost: (reason: string | null, note: string | null) => void;
    onCancel: () => void;
};

/** Asks why a deal was lost: the one moment at which it is still known. It may stay unanswered. */
export function LostDialog({ deal, onLost, onCancel }: Props) {
    const { t } = useTranslation();
    const reasons = findField(useRecordType('opportunity'), 'lost_reason')?.choices ?? [];
    const [reason, setReason] = useState<string | null>(null);
    const [note, setNote] = useState('');
    const close = (lost: boolean) => {
        if (lost) onLost(reason, note === '' ? null : note);
        else onCancel();
        setReason(null);
        setNote('');
    };
    return (
        <Modal opened={deal !== null} onClose={() => close(false)} title={t('lost.title', { name: deal ?? '' })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    close(true);
                }}
            >
                <Select
                    data-autofocus
                    label={t('lost.reason')}
                    data={reasons.map(({ name, label }) => ({ value: name, label }))}
                    value={reason}
                    onChange={setReason}
                    searchable
                    openOnFocus={false}
                    clearable
                    clearButtonProps={{ 'aria-label': t('action.clear') }}
                />
                <Textarea mt="sm" label={t('lost.note')} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
                <Group justify="flex-end" mt="md">
                    <Button variant="default" onClick={() => close(false)}>
                        {t('action.cancel')}
                    </Button>
                    <Button type="submit" color="red.9">
                        {t('lost.confirm')}
                    </Button>
                </Group>
            </form>
        </Modal>
    );
}
