import { useParams } from '@tanstack/react-router';
import { PriceGrid } from '~/features/prices/PriceGrid';
import { RecordPageOf } from '~/features/records/RecordPage';
import { useCatalogue } from '~/lib/catalogue';

/** A price list is its prices first. */
export default function PriceListRecordRoute() {
    const { id } = useParams({ strict: false }) as { id?: string };
    const prices = useCatalogue().find('price');
    return <RecordPageOf plural="price_lists" id={id ?? ''} tabs={prices && [{ value: 'prices', label: prices.label_plural, content: (list) => <PriceGrid list={list} /> }]} />;
}
