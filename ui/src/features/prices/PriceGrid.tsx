/** The prices of a list, changed where they stand: a row is saved when it is left. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveRecord, restoreRecord } from '~/api/records';
import type { RecordData, Reference } from '~/api/types';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useAct } from '~/components/act/use-act';
import { choiceLabel, findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { PriceCells } from './PriceCells';
import { PriceRow } from './PriceRow';
import classes from './Prices.module.css';
import { TYPED_FIELDS, productOf } from './price-rows';
import { usePrices } from './use-prices';

function Head({ currency, editable }: { currency: string; editable: boolean }) {
    const { t } = useTranslation();
    const type = useRecordType('price');
    return (
        <thead>
            <tr>
                <th scope="col">{findField(type, 'product')?.label}</th>
                {TYPED_FIELDS.map((name) => (
                    <th key={name} scope="col" data-figure={name === 'minimum_quantity' || name === 'unit_price' || undefined}>
                        {findField(type, name)?.label}
                        {name === 'unit_price' && ` (${currency})`}
                    </th>
                ))}
                {editable && <th scope="col"><span className={classes.hidden}>{t('action.remove')}</span></th>}
            </tr>
        </thead>
    );
}

/** For whom the list is, and when. */
function Audience({ list }: { list: RecordData }) {
    const { t } = useTranslation();
    const type = useRecordType('price_list');
    const tier = list.tier !== null;
    const field = findField(type, tier ? 'tier' : 'audience');
    return (
        <p className={classes.audience}>
            {findField(type, 'audience')?.label}: <strong>{choiceLabel(field, tier ? list.tier : list.audience)}</strong>
            {(['valid_from', 'valid_to'] as const).map((name) => typeof list[name] === 'string' && (
                <span key={name}> · {findField(type, name)?.label} <DateText date={list[name]} /></span>
            ))}
            {list.active === false && <> · {t('prices.notUsed')}</>}
        </p>
    );
}

export function PriceGrid({ list }: { list: RecordData }) {
    const { t } = useTranslation();
    const type = useRecordType('price');
    const [product, setProduct] = useState<Reference | null>(null);
    const [saved, setSaved] = useState(0);
    const { act } = useAct();
    const currency = String(list.currency);
    const digits = useCatalogue().exponent(currency);
    const prices = usePrices({ price_list: list.id, product: product?.id, sort: 'product,minimum_quantity' });
    const editable = type.may.update && list.archived_at === null;
    const remove = (record: RecordData) =>
        void act(String(record.id), { run: () => archiveRecord('prices', record.id), undo: () => restoreRecord('prices', record.id), text: t('prices.removed', { name: productOf(record) }) });

    if (prices.error) return <ErrorState error={prices.error} onRetry={prices.refetch} />;
    if (prices.isPending) return <SkeletonRows count={6} />;
    if (!editable && prices.isEmpty && product === null) return <EmptyState compact title={t('prices.empty')} />;
    return (
        <>
            <Audience list={list} />
            <div className={classes.tools}>
                <ReferencePicker target="product" aria-label={t('prices.onlyProduct')} placeholder={t('prices.onlyProduct')} value={product} onChange={setProduct} />
                {editable && <span className={classes.hint}>{t('prices.hint')} <span className={classes.keys}>{t('prices.keysHint')}</span></span>}
                <span role="status" className={classes.hidden}>{saved > 0 && t('prices.saved', { count: saved })}</span>
            </div>
            <table className={classes.grid} data-editable={editable || undefined}>
                <Head currency={currency} editable={editable} />
                <tbody>
                    {prices.records.map((record) =>
                        editable ? (
                            <PriceRow key={record.id} list={list.id} digits={digits} record={record} onSaved={() => setSaved((count) => count + 1)} onRemove={remove} />
                        ) : (
                            <tr key={record.id}><PriceCells record={record} currency={currency} of="product" /></tr>
                        ),
                    )}
                    {editable && <PriceRow key={`new ${product?.id}`} list={list.id} digits={digits} record={null} product={product} onSaved={() => setSaved((count) => count + 1)} />}
                </tbody>
            </table>
            {prices.hasMore && <Button variant="subtle" mt="sm" onClick={prices.more}>{t('action.showMore')}</Button>}
        </>
    );
}
