/** Several records of one type, in the order in which they were picked. */
import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reference } from '~/api/types';
import { findField, recordTitle, useRecordType } from '~/lib/catalogue';
import { useRecordPanel } from '../record-panel/context';
import { type PickerProps, PickerOptions } from './ReferencePicker';
import classes from './ReferencePicker.module.css';
import { useFirstMatch, usePickerSearch } from './use-picker-search';

type Props = PickerProps & { value: Reference[]; onChange: (value: Reference[]) => void; /** False inside of another popover, which a click elsewhere would close. */ withinPortal?: boolean };

export function ReferencesPicker({ target, value, onChange, id, placeholder, disabled, 'aria-label': name, 'data-autofocus': focused, withinPortal = true, ...shared }: Props) {
    const { t } = useTranslation();
    const type = useRecordType(target);
    const panel = useRecordPanel();
    const [typed, setTyped] = useState('');
    const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
    const found = usePickerSearch(type, typed, combobox.dropdownOpened || typed !== '');
    const options = found.options.filter((option) => !value.some((chosen) => chosen.id === option.id));
    const named = typed.trim();
    const mayCreate = type.may.create && findField(type, type.title)?.type === 'text' && target !== 'user';
    const create = mayCreate && named !== '' ? t('picker.create', { type: type.label.toLowerCase(), name: named }) : null;

    const pick = (option: string) => {
        setTyped('');
        const chosen = options.find((one) => String(one.id) === option);
        if (chosen) return onChange([...value, { id: chosen.id, title: chosen.title }]);
        combobox.closeDropdown();
        panel.open({
            type: target,
            initial: { [type.title]: named },
            onSaved: (record) => onChange([...value, { id: record.id, title: recordTitle(type, record) }]),
        });
    };
    const first = useFirstMatch(combobox, named, { options, stale: found.stale }, pick, () => setTyped(''));
    const drop = (dropped: number) => onChange(value.filter((one) => one.id !== dropped));

    return (
        <Combobox store={combobox} onOptionSubmit={pick} withinPortal={withinPortal}>
            <Combobox.DropdownTarget>
                <PillsInput {...shared} id={id} disabled={disabled} onClick={() => combobox.openDropdown()}>
                    <Pill.Group>
                        {value.map((one) => (
                            <Pill key={one.id} withRemoveButton={!disabled} className={classes.pill} onRemove={() => drop(one.id)}
                                removeButtonProps={{ 'aria-label': t('picker.remove', { name: one.title }), 'aria-hidden': false }}>
                                {one.title}
                            </Pill>
                        ))}
                        <Combobox.EventsTarget withExpandedAttribute>
                            <PillsInput.Field
                                id={id}
                                aria-label={name}
                                data-autofocus={focused}
                                dir="auto"
                                autoComplete="off"
                                disabled={disabled}
                                placeholder={value.length === 0 ? (placeholder ?? t('picker.placeholder')) : undefined}
                                value={typed}
                                onFocus={() => combobox.openDropdown()}
                                onBlur={() => void first.leaves()}
                                onChange={(event) => {
                                    setTyped(event.currentTarget.value);
                                    first.onType();
                                }}
                                onKeyDown={(event) => {
                                    const last = value.at(-1);
                                    if (event.key === 'Backspace' && typed === '' && last) drop(last.id);
                                    if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation();
                                    first.onKey(event);
                                }}
                            />
                        </Combobox.EventsTarget>
                    </Pill.Group>
                </PillsInput>
            </Combobox.DropdownTarget>
            <Combobox.Dropdown hidden={found.isPending}>
                <PickerOptions options={options} stale={found.stale} create={create} />
            </Combobox.Dropdown>
        </Combobox>
    );
}
