/** Finds a record by typing a part of its name, or makes one that is not there yet. */
import { CloseButton, Combobox, Input, InputBase, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reference } from '~/api/types';
import { findField, recordTitle, useRecordType } from '~/lib/catalogue';
import type { FormValues } from '~/lib/form-values';
import { useRecordPanel } from '../record-panel/context';
import classes from './ReferencePicker.module.css';
import { type PickerOption, useFirstMatch, usePickerSearch } from './use-picker-search';

export type PickerProps = {
    size?: 'xs' | 'sm';
    id?: string;
    label?: string;
    'aria-label'?: string;
    description?: string;
    error?: string;
    withAsterisk?: boolean;
    'data-autofocus'?: boolean;
    placeholder?: string;
    disabled?: boolean;
    target: string;
};

type Props = PickerProps & {
    value: Reference | null;
    onChange: (value: Reference | null) => void;
    /** Values of the form around, which a record made on the way may take over (the account of a new contact). */
    context?: FormValues;
};

const CREATE = '+';

/** What can be chosen; while it answers an earlier text it cannot be clicked, for it is about to move under the hand. */
export function PickerOptions({ options, stale, create }: { options: PickerOption[]; stale: boolean; create: string | null }) {
    const { t } = useTranslation();
    return (
        <Combobox.Options mah={280} className={classes.options} data-stale={stale || undefined}>
            {options.map((option) => (
                <Combobox.Option value={String(option.id)} key={option.id}>
                    <div dir="auto">{option.title}</div>
                    {option.subtitle && <div className={classes.subtitle}>{option.subtitle}</div>}
                </Combobox.Option>
            ))}
            {options.length === 0 && create === null && <Combobox.Empty>{t('picker.none')}</Combobox.Empty>}
            {create !== null && (
                <Combobox.Option value={CREATE} className={classes.create}>
                    <IconPlus size={14} aria-hidden /> {create}
                </Combobox.Option>
            )}
        </Combobox.Options>
    );
}

export function ReferencePicker({ target, value, onChange, context, ...shared }: Props) {
    const { t } = useTranslation();
    const type = useRecordType(target);
    const panel = useRecordPanel();
    const [typed, setTyped] = useState<string | null>(null);
    const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
    const found = usePickerSearch(type, typed ?? '', combobox.dropdownOpened || typed !== null);
    const { options } = found;
    const titleField = findField(type, type.title);
    const named = (typed ?? '').trim();
    const mayCreate = type.may.create && titleField?.type === 'text' && target !== 'user';
    const create = mayCreate && named !== '' ? t('picker.create', { type: type.label.toLowerCase(), name: named }) : null;

    const pick = (option: string) => {
        combobox.closeDropdown();
        setTyped(null);
        if (option !== CREATE) {
            const chosen = options.find(({ id }) => String(id) === option);
            if (chosen) onChange({ id: chosen.id, title: chosen.title });
            return;
        }
        const account = context?.account ?? undefined;
        const initial = findField(type, 'account') && account ? { [type.title]: named, account } : { [type.title]: named };
        panel.open({
            type: target,
            initial,
            onSaved: (record) => onChange({ id: record.id, title: recordTitle(type, record) }),
        });
    };
    const first = useFirstMatch(combobox, named, found, pick, () => setTyped(null));

    return (
        <Combobox store={combobox} onOptionSubmit={pick} withinPortal>
            <Combobox.Target withExpandedAttribute>
                <InputBase
                    {...shared}
                    dir="auto"
                    autoComplete="off"
                    placeholder={shared.placeholder ?? t('picker.placeholder')}
                    value={typed ?? value?.title ?? ''}
                    onChange={(event) => {
                        setTyped(event.currentTarget.value);
                        first.onType();
                    }}
                    onClick={() => combobox.openDropdown()}
                    onFocus={(event) => event.currentTarget.select()}
                    onKeyDown={(event) => {
                        if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation();
                        first.onKey(event);
                    }}
                    onBlur={() => {
                        if (!first.leaves()) return;
                        if (typed?.trim() === '') onChange(null);
                        setTyped(null);
                    }}
                    rightSectionPointerEvents={value ? 'all' : 'none'}
                    rightSection={
                        value && !shared.disabled ? (
                            <CloseButton size="sm" aria-label={t('action.clear')} tabIndex={-1}
                                onMouseDown={(event) => event.preventDefault()}
                                onClick={() => {
                                    onChange(null);
                                    setTyped(null);
                                }} />
                        ) : (
                            <Combobox.Chevron />
                        )
                    }
                />
            </Combobox.Target>
            <Combobox.Dropdown hidden={found.isPending}>
                <PickerOptions options={options} stale={found.stale} create={create} />
                {found.isError && <Input.Error p="xs">{t('picker.failed')}</Input.Error>}
            </Combobox.Dropdown>
        </Combobox>
    );
}
