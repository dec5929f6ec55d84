import { CloseButton } from '@mantine/core';
import { type ComponentProps, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldFilter, writeFilter } from '~/lib/filters';
import type { Search } from '~/lib/search-params';
import { Deferred } from '../Deferred';
import classes from './FilterBar.module.css';
import { useFilterText } from './use-filter-text';

const ChangeFilter = lazy(() => import('./ChangeFilter'));

export type FilterChipProps = { filter: FieldFilter; search: Search; onChange: (next: Search) => void };

export function FilterChipTarget({ filter, ...props }: { filter: FieldFilter } & ComponentProps<'button'>) {
    const text = useFilterText(filter);
    return (
        <button type="button" className={classes.chipText} {...props}>
            <span className={classes.chipLabel}>{text.label}</span> {text.value}
        </button>
    );
}

/** What a list is narrowed to; pressing it changes it. */
export function FilterChip({ filter, search, onChange }: FilterChipProps) {
    const { t } = useTranslation();
    const { label } = useFilterText(filter);
    return (
        <div className={classes.chip}>
            <Deferred
                kind="dialog"
                target={(target) => <FilterChipTarget filter={filter} {...target} />}
                content={ChangeFilter}
                props={{ filter, search, onChange }}
            />
            <CloseButton size={24} iconSize={14} aria-label={t('filter.remove', { field: label })}
                onClick={() => onChange(writeFilter(search, filter.path, {}))} />
        </div>
    );
}
