/** Quick text, chips of what a list is narrowed to, and the way to narrow it further. The state is the page's address. */
import { Button, Chip, CloseButton, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordType } from '~/api/types';
import { useCatalogue } from '~/lib/catalogue';
import { clearFilters, readFilters, writeFilter } from '~/lib/filters';
import { type Search, without } from '~/lib/search-params';
import { AddFilterButton } from './AddFilterButton';
import classes from './FilterBar.module.css';
import { FilterChip } from './FilterChip';

type Props = {
    type: RecordType;
    search: Search;
    onChange: (next: Search) => void;
    inputRef?: Ref<HTMLInputElement>;
};

/** Typing narrows the list after a short rest; the address changing from elsewhere changes the text. */
function QuickText({ search, onChange, inputRef, label }: Pick<Props, 'search' | 'onChange' | 'inputRef'> & { label: string }) {
    const { t } = useTranslation();
    const inAddress = search.q ?? '';
    const [typed, setTyped] = useState(inAddress);
    const applied = useRef(inAddress);
    useEffect(() => {
        if (applied.current !== inAddress) setTyped(inAddress);
        applied.current = inAddress;
    }, [inAddress]);
    const apply = useDebouncedCallback((q: string) => {
        applied.current = q;
        onChange(q === '' ? without(search, 'q') : { ...search, q });
    }, 200);
    const change = (q: string) => {
        setTyped(q);
        apply(q.trim());
    };
    return (
        <TextInput
            ref={inputRef}
            className={classes.quick}
            aria-label={label}
            placeholder={t('filter.quick')}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={typed !== '' && <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => change('')} />}
            value={typed}
            onChange={(event) => change(event.currentTarget.value)}
            onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur();
            }}
        />
    );
}

export function FilterBar({ type, search, onChange, inputRef }: Props) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const filters = readFilters(catalogue, type, search);
    const whose = search.mine === 'true' ? 'mine' : search.team === 'true' ? 'team' : 'all';
    const narrowed = filters.length > 0 || search.q !== undefined || whose !== 'all';

    const setWhose = (next: string) => {
        const rest = without(search, 'mine', 'team');
        onChange(next === 'all' ? rest : { ...rest, [next]: 'true' });
    };
    const setArchived = (on: boolean) => {
        onChange(on ? { ...search, archived: 'true' } : without(search, 'archived'));
    };

    return (
        <Group gap="xs" className={classes.bar} role="search" aria-label={t('filter.label')}>
            <QuickText search={search} onChange={onChange} inputRef={inputRef} label={t('filter.quickLabel', { type: type.label_plural })} />
            {type.owner && (
                <SegmentedControl
                    size="xs"
                    aria-label={t('filter.whose')}
                    value={whose}
                    onChange={setWhose}
                    data={[
                        { value: 'all', label: t('filter.all') },
                        { value: 'mine', label: t('filter.mine') },
                        { value: 'team', label: t('filter.team') },
                    ]}
                />
            )}
            {filters.map((filter) => (
                <FilterChip key={filter.path} filter={filter} search={search} onChange={onChange} />
            ))}
            <AddFilterButton type={type} taken={filters.map(({ path }) => path)} onAdd={(path, conditions) => onChange(writeFilter(search, path, conditions))} />
            <Chip size="xs" variant="outline" checked={search.archived === 'true'} onChange={setArchived}>
                {t('filter.archived')}
            </Chip>
            {narrowed && (
                <Button variant="subtle" size="compact-sm" onClick={() => onChange(clearFilters(search))}>
                    {t('filter.clear')}
                </Button>
            )}
        </Group>
    );
}
