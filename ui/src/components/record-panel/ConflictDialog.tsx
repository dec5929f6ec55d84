/** Somebody else saved the same record meanwhile: both versions side by side, a choice per field, then saved again. */
import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData, RecordType } from '~/api/types';
import { findField } from '~/lib/catalogue';
import { compareVersions, mergeVersions } from '~/lib/conflict';
import type { FormValues } from '~/lib/form-values';
import { FieldValue } from '../FieldValue';

type Props = {
    type: RecordType;
    base: FormValues;
    mine: FormValues;
    current: FormValues;
    onResolve: (merged: FormValues) => void;
    onCancel: () => void;
};

export function ConflictDialog({ type, base, mine, current, onResolve, onCancel }: Props) {
    const { t } = useTranslation();
    const { disputed, theirs } = compareVersions(type, base, mine, current);
    const [keep, setKeep] = useState<string[]>(disputed);
    const show = (name: string, values: FormValues) => (
        <FieldValue field={findField(type, name)!} record={values as unknown as RecordData} compact />
    );
    const choose = (name: string, whose: string) =>
        setKeep((before) => (whose === 'mine' ? [...before, name] : before.filter((one) => one !== name)));

    return (
        <Modal opened onClose={onCancel} size="lg" title={t('conflict.title')} zIndex={400} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <Stack>
                <Text size="sm">{t(disputed.length > 0 ? 'conflict.hint' : 'conflict.noDispute')}</Text>
                {disputed.length > 0 && (
                    <Table verticalSpacing="sm" aria-label={t('conflict.title')}>
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Th scope="col">{t('conflict.field')}</Table.Th>
                                <Table.Th scope="col">{t('conflict.yours')}</Table.Th>
                                <Table.Th scope="col">{t('conflict.theirs')}</Table.Th>
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {disputed.map((name) => {
                                const label = findField(type, name)?.label ?? name;
                                const empty = <Text size="sm" c="dimmed">{t('value.empty')}</Text>;
                                return (
                                    <Table.Tr key={name}>
                                        <Table.Th scope="row">{label}</Table.Th>
                                        {(['mine', 'theirs'] as const).map((whose) => (
                                            <Table.Td key={whose}>
                                                <Radio
                                                    name={`conflict-${name}`}
                                                    value={whose}
                                                    aria-label={t(whose === 'mine' ? 'conflict.keepYours' : 'conflict.takeTheirs', { field: label })}
                                                    checked={keep.includes(name) === (whose === 'mine')}
                                                    onChange={() => choose(name, whose)}
                                                    label={show(name, whose === 'mine' ? mine : current) ?? empty}
                                                />
                                            </Table.Td>
                                        ))}
                                    </Table.Tr>
                                );
                            })}
                        </Table.Tbody>
                    </Table>
                )}
                {theirs.length > 0 && (
                    <Text size="sm" c="dimmed">
                        {t('conflict.alsoChanged', { fields: theirs.map((name) => findField(type, name)?.label ?? name).join(', ') })}
                    </Text>
                )}
                <Group justify="flex-end">
                    <Button variant="default" onClick={onCancel}>
                        {t('conflict.back')}
                    </Button>
                    <Button data-autofocus onClick={() => onResolve(mergeVersions(type, base, mine, current, keep))}>
                        {t('conflict.save')}
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
}
