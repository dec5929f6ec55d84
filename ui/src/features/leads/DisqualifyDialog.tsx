import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findField, useRecordType } from '~/lib/catalogue';

type Props = { name: string; onDone: (reason: string | null) => void; onCancel: () => void };

/** Why a lead is none: one choice, and Enter. */
export function DisqualifyDialog({ name, onDone, onCancel }: Props) {
    const { t } = useTranslation();
    const reasons = findField(useRecordType('lead'), 'disqualify_reason')?.choices ?? [];
    const [reason, setReason] = useState(reasons[0]?.name ?? null);
    return (
        <Modal opened onClose={onCancel} title={t('leads.why', { name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    onDone(reason);
                }}
            >
                <Radio.Group aria-label={t('leads.why', { name })} value={reason} onChange={setReason}>
                    <Stack gap="xs">
                        {reasons.map((choice, index) => (
                            <Radio key={choice.name} value={choice.name} label={choice.label} data-autofocus={index === 0 || undefined} />
                        ))}
                    </Stack>
                </Radio.Group>
                <Group justify="flex-end" mt="md">
                    <Button variant="default" onClick={onCancel}>
                        {t('action.cancel')}
                    </Button>
                    <Button type="submit">{t('leads.disqualify')}</Button>
                </Group>
            </form>
        </Modal>
    );
}
