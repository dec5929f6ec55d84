import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ColumnChooserProps, ColumnTarget } from './ColumnChooser';
import classes from './RecordList.module.css';

export default function ColumnPopover({ type, available, names, onChange }: ColumnChooserProps) {
    const { t } = useTranslation();
    const toggle = (name: string, on: boolean) => onChange(on ? [...names, name] : names.filter((one) => one !== name));
    return (
        <Popover position="bottom-end" trapFocus returnFocus withinPortal shadow="md" width={260} defaultOpened>
            <Popover.Target>
                <ColumnTarget />
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
