/** A text in which "@" offers the names of users. What is stored is the text; the server finds who is meant. */
import { Combobox, Textarea, type TextareaProps, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listRecords } from '~/api/records';
import { PersonAvatar } from '~/components/PersonAvatar';
import { recordTitle, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import classes from './MentionTextarea.module.css';
import { type Begun, begunMention, matchingNames, writeMention } from './mentions';

type Props = Omit<TextareaProps, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void };

const MOST_SHOWN = 6;
const USERS = { active: true, sort: 'name', limit: 500 };

/** Read when the first sign is typed. */
function useUsers(wanted: boolean) {
    const type = useRecordType('user');
    const query = useQuery({
        queryKey: keys.list('users', USERS),
        queryFn: ({ signal }) => listRecords('users', USERS, signal),
        enabled: wanted,
        staleTime: 300_000,
    });
    return query.data?.items.map((user) => ({ id: user.id, title: recordTitle(type, user) })) ?? [];
}

export function MentionTextarea({ value, onChange, onKeyDown, ...rest }: Props) {
    const { t } = useTranslation();
    const field = useRef<HTMLTextAreaElement>(null);
    const [begun, setBegun] = useState<Begun | null>(null);
    const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
    const offered = matchingNames(useUsers(begun !== null), begun?.typed ?? '', MOST_SHOWN);
    const opened = begun !== null && offered.length > 0;

    const look = () => {
        const { value: text, selectionStart, selectionEnd } = field.current!;
        const next = selectionStart === selectionEnd ? begunMention(text, selectionStart) : null;
        setBegun(next);
        if (next !== null && combobox.getSelectedOptionIndex() < 0) requestAnimationFrame(() => combobox.selectFirstOption());
    };
    const choose = (name: string) => {
        if (begun === null) return;
        const written = writeMention(value, begun, name);
        onChange(written.text);
        setBegun(null);
        requestAnimationFrame(() => field.current?.setSelectionRange(written.cursor, written.cursor));
    };
    /** While names are offered the keys are theirs. */
    const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        const index = Math.max(0, combobox.getSelectedOptionIndex());
        const act: Record<string, () => void> = {
            ArrowDown: () => combobox.selectNextOption(),
            ArrowUp: () => combobox.selectPreviousOption(),
            Enter: () => choose(offered[index]?.title ?? offered[0]!.title),
            Tab: () => choose(offered[index]?.title ?? offered[0]!.title),
            Escape: () => setBegun(null),
        };
        const known = opened && !event.ctrlKey && !event.metaKey ? act[event.key] : undefined;
        if (known === undefined) {
            onKeyDown?.(event);
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        known();
    };
    return (
        <Combobox store={{ ...combobox, dropdownOpened: opened }} onOptionSubmit={choose} position="bottom-start" width={260} zIndex={400}>
            {/* It stays a text for assistive technology, with a list that comes and goes. */}
            <Combobox.DropdownTarget>
                <Textarea
                    {...rest}
                    ref={field}
                    aria-autocomplete="list"
                    aria-controls={opened ? (combobox.listId ?? undefined) : undefined}
                    value={value}
                    onChange={(event) => {
                        onChange(event.currentTarget.value);
                        look();
                    }}
                    onKeyDown={onKey}
                    onClick={look}
                    onBlur={() => setBegun(null)}
                />
            </Combobox.DropdownTarget>
            <Combobox.Dropdown>
                <Combobox.Options aria-label={t('mentions.label')}>
                    {offered.map((user) => (
                        <Combobox.Option key={user.id} value={user.title} onMouseDown={(event) => event.preventDefault()}>
                            <span className={classes.user}>
                                <PersonAvatar name={user.title} size="xs" decorative />
                                {user.title}
                            </span>
                        </Combobox.Option>
                    ))}
                </Combobox.Options>
            </Combobox.Dropdown>
        </Combobox>
    );
}
