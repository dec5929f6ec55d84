import { useParams } from '@tanstack/react-router';
import { ProductPrices } from '~/features/prices/ProductPrices';
import { RecordPageOf } from '~/features/records/RecordPage';
import { useCatalogue } from '~/lib/catalogue';

/** A product's page has its prices beside its fields. */
export default function ProductRecordRoute() {
    const { id } = useParams({ strict: false }) as { id?: string };
    const prices = useCatalogue().find('price');
    return <RecordPageOf plural="products" id={id ?? ''} tabs={prices && [{ value: 'prices', label: prices.label_plural, content: (product) => <ProductPrices product={product} />, last: true }]} />;
}
