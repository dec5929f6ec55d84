/** A price that is read: of which product or list, from which quantity, at how much, in which days. */
import { DateText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import type { RecordData } from '~/api/types';
import { findField, isReference, useCatalogue, useRecordType } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import classes from './Prices.module.css';
import { priceText } from './price-rows';

export function PriceCells({ record, currency, of }: { record: RecordData; currency: string; of: 'product' | 'price_list' }) {
    const format = useFormat();
    const type = useRecordType('price');
    const digits = useCatalogue().exponent(currency);
    const label = (name: string) => findField(type, name)?.label;
    const about = record[of];
    return (
        <>
            <th scope="row" data-label={label(of)}>{isReference(about) && <RecordLink type={of} record={about} />}</th>
            <td data-label={label('minimum_quantity')} className={classes.figure}>{format.number(String(record.minimum_quantity))}</td>
            <td data-label={label('unit_price')} className={classes.figure}>
                {of === 'price_list' && `${currency} `}
                {format.amount(priceText(String(record.unit_price), digits))}
            </td>
            {(['valid_from', 'valid_to'] as const).map((name) => (
                <td key={name} data-label={label(name)}>{typeof record[name] === 'string' ? <DateText date={record[name]} /> : null}</td>
            ))}
        </>
    );
}
