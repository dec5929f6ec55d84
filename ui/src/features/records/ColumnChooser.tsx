import { ActionIcon, Button, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';
import classes from './RecordList.module.css';

type Props = { type: RecordType; available: Field[]; names: string[]; onChange: (names: string[] | null) => void };

export function ColumnChooser({ type, available, names, onChange }: Props) {
    const { t } = useTranslation();
    const toggle = (name: string, on: boolean) => onChange(on ? [...names, name] : names.filter((one) => one !== name));
    return (
        <Popover position="bottom-end" trapFocus withinPortal shadow="md" width={260}>
            <Popover.Target>
                <Tooltip label={t('list.columns')}>
                    <ActionIcon aria-label={t('list.columns')}>
                        <IconColumns3 size={18} stroke={1.6} aria-hidden />
                    </ActionIcon>
                </Tooltip>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('list.columns')}>
                <Stack gap="sm">
                    <Stack gap={6} className={classes.columnList}>
                        {available
                            .filter((field) => field.name !== type.title)
                            .map((field) => (
                                <Checkbox key={field.name} size="sm" label={field.label} checked={names.includes(field.name)}
                                    onChange={(event) => toggle(field.name, event.currentTarget.checked)} />
                            ))}
                    </Stack>
                    <Button variant="default" size="xs" onClick={() => onChange(null)}>
                        {t('list.defaultColumns')}
                    </Button>
                </Stack>
            </Popover.Dropdown>
        </Popover>
    );
}
