import { Combobox, Popover, TextInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';
import { systemField } from '~/lib/filters';
import { type AddFilterProps, AddFilterTarget } from './AddFilterButton';
import classes from './FilterBar.module.css';
import { FilterEditor } from './FilterEditor';


/** First which field, then what it should be. */
export default function AddFilter({ type, taken, onAdd }: AddFilterProps) {
    const { t } = useTranslation();
    const [opened, setOpened] = useState(true);
    const [chosen, setChosen] = useState<Field | null>(null);
    const show = (next: boolean) => {
        setChosen(null);
        setOpened(next);
    };
    return (
        <Popover opened={opened} onChange={show} position="bottom-start" trapFocus returnFocus withinPortal shadow="md" closeOnEscape={false}>
            <Popover.Target>
                <AddFilterTarget onClick={() => show(!opened)} />
            </Popover.Target>
            <Popover.Dropdown aria-label={t('filter.add')} onKeyDown={(event) => event.key === 'Escape' && show(false)}>
                {chosen === null ? (
                    <FieldChoice type={type} taken={taken} onChoose={setChosen} />
                ) : (
                    <FilterEditor
                        filter={{ path: chosen.name, field: chosen, through: null, conditions: {} }}
                        onApply={(conditions) => {
                            onAdd(chosen.name, conditions);
                            show(false);
                        }}
                    />
                )}
            </Popover.Dropdown>
        </Popover>
    );
}

function FieldChoice({ type, taken, onChoose }: { type: RecordType; taken: string[]; onChoose: (field: Field) => void }) {
    const { t } = useTranslation();
    const [typed, setTyped] = useState('');
    const combobox = useCombobox();
    const system = (['created_at', 'updated_at'] as const).map((name) => systemField(name, t(`system.${name}`))!);
    const fields = [...type.fields, ...system].filter(
        (field) => !taken.includes(field.name) && field.label.toLowerCase().includes(typed.trim().toLowerCase()),
    );
    return (
        <div className={classes.editor}>
            <Combobox store={combobox} onOptionSubmit={(name) => onChoose(fields.find((field) => field.name === name)!)}>
                <Combobox.EventsTarget withExpandedAttribute>
                    <TextInput
                        data-autofocus
                        aria-label={t('filter.field')}
                        placeholder={t('filter.field')}
                        value={typed}
                        onChange={(event) => {
                            setTyped(event.currentTarget.value);
                            combobox.updateSelectedOptionIndex();
                        }}
                    />
                </Combobox.EventsTarget>
                <Combobox.Options className={classes.fields} aria-label={t('filter.field')}>
                    {fields.map((field) => (
                        <Combobox.Option key={field.name} value={field.name}>
                            {field.label}
                        </Combobox.Option>
                    ))}
                    {fields.length === 0 && <Combobox.Empty>{t('picker.none')}</Combobox.Empty>}
                </Combobox.Options>
            </Combobox>
        </div>
    );
}
