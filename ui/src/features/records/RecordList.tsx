import { ActionIcon, Button, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAddress } from '~/api/records';
import type { RecordData, RecordType } from '~/api/types';
import { useGo } from '~/components/AppLink';
import { ErrorState } from '~/components/ErrorState';
import { FilterBar } from '~/components/filters/FilterBar';
import { useRecordPanel } from '~/components/record-panel/context';
import { ViewChooser } from '~/components/views/ViewChooser';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';
import { useShownColumns } from '~/lib/columns';
import { listQuery, nextSort } from '~/lib/filters';
import { type Search, without } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { useFormat } from '~/lib/use-format';
import { ColumnChooser } from './ColumnChooser';
import { ListEmpty } from './ListEmpty';
import classes from './RecordList.module.css';
import { RecordRows } from './RecordRows';
import { TotalsRow } from './TotalsRow';
import { useAvailableFields } from './fields';
import { useListKeys } from './use-list-keys';
import { useRecordList, useTotals } from './use-record-list';

type Props = { type: RecordType; search: Search; /** What begins a record of this type elsewhere than in the panel. */ actions?: ReactNode; /** How the first one comes to be, where not by the panel. */ hint?: string };

export function RecordList({ type, search, actions, hint }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const go = useGo();
    const panel = useRecordPanel();
    const catalogue = useCatalogue();
    const cards = useMediaQuery('(max-width: 48em)') ?? false;
    const scrollTo = useRef<((index: number) => void) | null>(null);
    const filterInput = useRef<HTMLInputElement>(null);
    const [active, setActive] = useState(0);
    const available = useAvailableFields(type);
    const setSearch = (next: Search) => go(`/${type.plural}`, { search: next, replace: true });
    const columns = useShownColumns(type, available, search, setSearch);
    const query = listQuery(catalogue, type, search);
    const list = useRecordList(type, query);
    const totals = useTotals(type, query, columns.names);
    usePageTitle(type.label_plural);

    const open = (record: RecordData) => go(`/${type.plural}/${record.id}`);
    const create = () => panel.open({ type: type.name });
    useListKeys({
        scrollTo,
        count: list.records.length,
        active,
        setActive,
        enabled: !panel.isOpen,
        onOpen: (index) => list.records[index] && open(list.records[index]),
        onEdit: (index) => list.records[index] && type.may.update && panel.open({ type: type.name, id: list.records[index].id }),
        onNew: () => type.may.create && create(),
        onFilter: () => filterInput.current?.focus(),
    });
    const exported = exportAddress(type.plural, { ...query, columns: columns.names.join(',') });
    useScreenActions(
        [
            ...(type.may.create ? [{ key: `new ${type.name}`, label: t('action.newRecord', { type: type.label.toLowerCase() }), shortcut: 'n', run: create }] : []),
            { key: 'filter', label: t('actions.filter', { types: type.label_plural.toLowerCase() }), shortcut: '/', run: () => filterInput.current?.focus() },
            ...(Object.keys(search).length > 0 ? [{ key: 'clear', label: t('filter.clear'), run: () => setSearch({}) }] : []),
            { key: 'export', label: t('list.export'), run: () => window.location.assign(exported) },
            { key: 'import', label: t('list.importCsv'), run: () => go('/import') },
            { key: 'next', label: t('actions.next'), shortcut: 'j' },
            { key: 'previous', label: t('actions.previous'), shortcut: 'k' },
            { key: 'open', label: t('actions.openRow'), shortcut: 'o' },
            ...(type.may.update ? [{ key: 'edit', label: t('actions.editRow'), shortcut: 'e' }] : []),
        ],
        { bind: false },
    );
    const count = totals.data?.total[0]?.count ?? (totals.data ? 0 : null);

    return (
        <div className={classes.page}>
            <div className={classes.head}>
                <Title order={1} className={classes.title}>
                    {type.label_plural}
                    {count !== null && <span className={classes.count}>{format.number(count)}</span>}
                </Title>
                <div className={classes.actions}>
                    <ViewChooser screen={type.plural} search={columns.state} />
                    {!cards && <ColumnChooser type={type} available={available} names={columns.names} onChange={columns.set} />}
                        <ActionIcon
                            component="a"
                            aria-label={t('list.export')}
                            title={t('list.export')}
                            href={exported}
                            download={`${type.plural}.csv`}
                        >
                            <IconDownload size={18} stroke={1.6} aria-hidden />
                        </ActionIcon>
                    {actions}
                    {type.may.create && cards && (
                        <ActionIcon variant="filled" color="teal" aria-label={t('action.newRecord', { type: type.label.toLowerCase() })} onClick={create}>
                            <IconPlus size={18} aria-hidden />
                        </ActionIcon>
                    )}
                    {type.may.create && !cards && (
                        <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={create} aria-keyshortcuts="n">
                            {t('action.newRecord', { type: type.label.toLowerCase() })}
                        </Button>
                    )}
                </div>
                <div className={classes.filters}>
                    <FilterBar type={type} search={search} onChange={setSearch} inputRef={filterInput} />
                </div>
            </div>
            {list.error && <ErrorState error={list.error} onRetry={list.refetch} />}
            {list.isEmpty && <ListEmpty type={type} hint={hint} narrowed={Object.keys(query).some((name) => name !== 'sort')} onNew={create} onClear={() => setSearch({})} />}
            {!list.error && !list.isEmpty && (
                <RecordRows
                    type={type}
                    cards={cards}
                    fields={columns.names.map((name) => available.find((field) => field.name === name)!)}
                    records={list.records}
                    pending={list.isPending}
                    total={count}
                    more={list.more}
                    sort={query.sort ?? type.default_sort}
                    onSort={(name) => {
                        const next = nextSort(search.sort, name);
                        setSearch(next === undefined ? without(search, 'sort') : { ...search, sort: next });
                    }}
                    active={active}
                    onActive={setActive}
                    onOpen={open}
                    scrollRef={scrollTo}
                />
            )}
            {!list.isEmpty && <TotalsRow type={type} totals={totals.data} />}
        </div>
    );
}
