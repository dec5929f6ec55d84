import { useTranslation } from 'react-i18next';
import { Money } from '~/components/Money';
import classes from './SaleLines.module.css';

type Amounts = { gross: string; discount: string; net: string; freight: string; tax: string; total: string };

/** What a document comes to, from the amount before discounts to the total with tax. */
export function SaleTotals({ totals, currency }: { totals: Amounts; currency: string }) {
    const { t } = useTranslation();
    const row = (name: keyof Amounts, amount: string) => (
        <div data-row={name}>
            <dt>{t(`sale.totals.${name}`)}</dt>
            <dd><Money amount={amount} currency={currency} /></dd>
        </div>
    );
    const discounted = Number(totals.discount) !== 0;
    return (
        <dl className={classes.totals}>
            {discounted && row('gross', totals.gross)}
            {discounted && row('discount', `-${totals.discount}`)}
            {row('net', totals.net)}
            {Number(totals.freight) !== 0 && row('freight', totals.freight)}
            {row('tax', totals.tax)}
            {row('total', totals.total)}
        </dl>
    );
}
