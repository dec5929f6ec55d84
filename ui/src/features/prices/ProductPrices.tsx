/** In which lists a product has which price. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { listRecords } from '~/api/records';
import type { RecordData } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { findField, referenceOf, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { PriceCells } from './PriceCells';
import classes from './Prices.module.css';
import { TYPED_FIELDS } from './price-rows';
import { usePrices } from './use-prices';

const LISTS = { archived: 'all', limit: 500 };

export function ProductPrices({ product }: { product: RecordData }) {
    const { t } = useTranslation();
    const type = useRecordType('price');
    const prices = usePrices({ product: product.id, sort: 'price_list,minimum_quantity' });
    const lists = useQuery({ queryKey: keys.list('price_lists', LISTS), queryFn: ({ signal }) => listRecords('price_lists', LISTS, signal) });
    const currency = (price: RecordData) => String(lists.data?.items.find(({ id }) => id === referenceOf(price, 'price_list')?.id)?.currency ?? '');
    if (prices.error) return <ErrorState error={prices.error} onRetry={prices.refetch} />;
    if (prices.isPending || lists.isPending) return <SkeletonRows count={3} />;
    if (prices.isEmpty)
        return <EmptyState compact title={t('prices.productEmpty')} text={t('prices.productEmptyHint')} action={<Button component={AppLink} to="/price_lists" variant="default">{t('prices.lists')}</Button>} />;
    return (
        <>
            <table className={classes.grid}>
                <thead>
                    <tr>
                        <th scope="col">{findField(type, 'price_list')?.label}</th>
                        {TYPED_FIELDS.map((name) => (
                            <th key={name} scope="col" data-figure={name === 'minimum_quantity' || name === 'unit_price' || undefined}>{findField(type, name)?.label}</th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {prices.records.map((price) => (
                        <tr key={price.id}><PriceCells record={price} currency={currency(price)} of="price_list" /></tr>
                    ))}
                </tbody>
            </table>
            {prices.hasMore && <Button variant="subtle" mt="sm" onClick={prices.more}>{t('action.showMore')}</Button>}
        </>
    );
}
