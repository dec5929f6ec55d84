/** Levels, moves and what is to be bought; each figure opens what it is made of. */
import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type StockLevel, listLevels, listMoves, listReorder } from '~/api/stock';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { RecordLink } from '~/components/RecordLink';
import { StatementState } from '~/components/ledger/StatementState';
import table from '~/components/ledger/Ledger.module.css';
import { keys } from '~/lib/queries';
import { named } from '~/lib/named';
import { useFormat } from '~/lib/use-format';

export type StockFilter = { q?: string; product?: string; location?: string };

const PAGE = 100;

function LevelRow({ level }: { level: StockLevel }) {
    const format = useFormat();
    const search = { view: 'moves', product: String(level.product.id), location: String(level.location.id) };
    return (
        <tr>
            <th scope="row" dir="auto"><RecordLink type="product" record={named(level.product)} />{level.code && <> <span className={table.code}>{level.code}</span></>}</th>
            <td className={table.start} dir="auto">{level.location.title}</td>
            <td><AppLink to="/stock" search={search}>{format.number(level.quantity)}</AppLink></td>
            <td>{Number(level.reserved) !== 0 && format.number(level.reserved)}</td>
            <td>{format.number(level.free)}</td>
            <td className={table.wide}>{level.unit_cost && format.amount(level.unit_cost)}</td>
            <td>{level.value && format.amount(level.value)}</td>
        </tr>
    );
}

export function Levels({ filter }: { filter: StockFilter }) {
    const { t } = useTranslation();
    const format = useFormat();
    const levels = useInfiniteQuery({
        queryKey: [...keys.ledger, 'stock', 'levels', filter],
        queryFn: ({ pageParam, signal }) => listLevels({ ...filter, after: pageParam, limit: PAGE }, signal),
        initialPageParam: 0,
        getNextPageParam: (last) => last.next ?? undefined,
    });
    const items = levels.data?.pages.flatMap((page) => page.items) ?? [];
    const value = levels.data?.pages[0]?.value ?? null;
    return (
        <StatementState query={levels as never}>
            {() => items.length === 0 ? <EmptyState title={t('stock.nothing')} text={t('stock.nothingHint')} /> : (
                <>
                    <table className={table.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('stock.product')}</th>
                                <th scope="col" className={table.start}>{t('stock.location')}</th>
                                <th scope="col">{t('stock.there')}</th>
                                <th scope="col">{t('stock.reserved')}</th>
                                <th scope="col">{t('stock.free')}</th>
                                <th scope="col" className={table.wide}>{t('stock.unitCost')}</th>
                                <th scope="col">{t('stock.value')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {items.map((level) => <LevelRow key={`${level.product.id}-${level.location.id}`} level={level} />)}
                            {value !== null && (
                                <tr className={table.strong}>
                                    <th scope="row">{t('stock.all')}</th>
                                    <td /><td /><td /><td /><td className={table.wide} />
                                    <td>{format.amount(value)}</td>
                                </tr>
                            )}
                        </tbody>
                    </table>
                    {levels.hasNextPage && <div className={table.aside}><Button variant="default" size="xs" loading={levels.isFetchingNextPage} onClick={() => void levels.fetchNextPage()}>{t('stock.more')}</Button></div>}
                </>
            )}
        </StatementState>
    );
}

export function Moves({ filter }: { filter: StockFilter }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { product, location } = filter;
    const moves = useInfiniteQuery({
        queryKey: [...keys.ledger, 'stock', 'moves', product, location],
        queryFn: ({ pageParam, signal }) => listMoves({ product, location, after: pageParam || undefined, limit: PAGE }, signal),
        initialPageParam: 0,
        getNextPageParam: (last) => last.next ?? undefined,
    });
    const items = moves.data?.pages.flatMap((page) => page.items) ?? [];
    return (
        <StatementState query={moves as never}>
            {() => items.length === 0 ? <EmptyState title={t('stock.noMoves')} text={t('stock.nothingHint')} /> : (
                <>
                    <table className={table.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('stock.product')}</th>
                                <th scope="col">{t('stock.date')}</th>
                                <th scope="col" className={table.start}>{t('stock.kind')}</th>
                                <th scope="col" className={`${table.start} ${table.wide}`}>{t('stock.location')}</th>
                                <th scope="col">{t('stock.quantity')}</th>
                                <th scope="col">{t('stock.value')}</th>
                                <th scope="col" className={table.start}>{t('stock.entry')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {items.map((move) => (
                                <tr key={move.id}>
                                    <th scope="row" dir="auto"><RecordLink type="product" record={named(move.product)} /></th>
                                    <td><DateText date={move.date} /></td>
                                    <td className={table.start} dir="auto">
                                        {move.document ? <AppLink to={`/deliveries/${move.document.id}`}>{t(`stock.kinds.${move.kind as 'delivery'}`)}</AppLink> : t(`stock.kinds.${move.kind as 'delivery'}`)}
                                        {move.note && ` · ${move.note}`}
                                    </td>
                                    <td className={`${table.start} ${table.wide}`} dir="auto">{move.location.title}</td>
                                    <td>{format.number(move.quantity)}</td>
                                    <td>{move.value && format.amount(move.value)}</td>
                                    <td className={table.start}>{move.entry && <Anchor inherit component={AppLink} to={`/journal/${move.entry.id}`}>{move.entry.title}</Anchor>}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    {moves.hasNextPage && <div className={table.aside}><Button variant="default" size="xs" loading={moves.isFetchingNextPage} onClick={() => void moves.fetchNextPage()}>{t('stock.more')}</Button></div>}
                </>
            )}
        </StatementState>
    );
}

export function Reorder() {
    const { t } = useTranslation();
    const format = useFormat();
    const reorder = useQuery({ queryKey: [...keys.ledger, 'stock', 'reorder'], queryFn: ({ signal }) => listReorder(signal) });
    return (
        <StatementState query={reorder}>
            {({ items }) => items.length === 0 ? <EmptyState title={t('stock.enough')} text={t('stock.enoughHint')} /> : (
                <table className={table.table}>
                    <thead>
                        <tr>
                            <th scope="col">{t('stock.product')}</th>
                            <th scope="col">{t('stock.free')}</th>
                            <th scope="col">{t('stock.waiting')}</th>
                            <th scope="col">{t('stock.reorderLevel')}</th>
                            <th scope="col">{t('stock.short')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {items.map((item) => (
                            <tr key={item.product.id}>
                                <th scope="row" dir="auto"><RecordLink type="product" record={named(item.product)} />{item.code && <> <span className={table.code}>{item.code}</span></>}</th>
                                <td>{format.number(item.free)}</td>
                                <td>{Number(item.on_order) !== 0 && format.number(item.on_order)}</td>
                                <td>{format.number(item.reorder_level)}</td>
                                <td><strong>{format.number(item.short)}</strong></td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </StatementState>
    );
}
