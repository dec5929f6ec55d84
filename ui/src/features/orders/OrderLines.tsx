import { useTranslation } from 'react-i18next';
import type { OrderDocument, OrderLine } from '~/api/orders';
import { RecordLink } from '~/components/RecordLink';
import { useFormat } from '~/lib/use-format';
import table from '~/components/sale-lines/SaleTable.module.css';
import classes from './Orders.module.css';
import { isMore } from './parts';

function Row({ line }: { line: OrderLine }) {
    const { t } = useTranslation();
    const format = useFormat();
    const cancelled = isMore(line.cancelled_quantity);
    const quantity = (text: string) => (line.kind === 'freight' ? '' : format.number(text));
    return (
        <tr>
            <th scope="row">
                {line.product ? <RecordLink type="product" record={{ id: line.product.id, title: line.product.title ?? '' }} /> : <span dir="auto">{line.description}</span>}
                {line.product && line.description !== line.product.title && <div className={classes.small} dir="auto">{line.description}</div>}
                {line.deliverable && <div className={classes.small} dir="auto">{line.deliverable}</div>}
                {cancelled && <div className={classes.small}>{t('order.lineCancelled', { quantity: format.number(line.cancelled_quantity) })}</div>}
            </th>
            <td data-label={t('order.ordered')}>{quantity(line.quantity)} {line.kind === 'item' && line.unit}</td>
            <td data-label={t('order.delivered')}>{quantity(line.delivered_quantity)}</td>
            <td data-label={t('order.outstanding')} data-open={isMore(line.outstanding_quantity) || undefined}>{quantity(line.outstanding_quantity)}</td>
            <td data-label={t('order.invoiced')}>{quantity(line.invoiced_quantity)}</td>
            <td data-label={t('sale.unitPrice')}>{line.kind === 'item' && format.amount(line.unit_price)}</td>
            <td data-label={t('sale.discount')}>{Number(line.discount_percent) !== 0 && format.percentage(Number(line.discount_percent))}</td>
            <td data-label={t('sale.lineNet')}>{format.amount(line.net)}</td>
        </tr>
    );
}

export function OrderLines({ order: { record, lines } }: { order: OrderDocument }) {
    const { t } = useTranslation();
    return (
        <div className={table.scroll}>
            <table className={table.lines}>
                <thead>
                    <tr>
                        <th scope="col">{t('sale.product')}</th>
                        <th scope="col">{t('order.ordered')}</th>
                        <th scope="col">{t('order.delivered')}</th>
                        <th scope="col">{t('order.outstanding')}</th>
                        <th scope="col">{t('order.invoiced')}</th>
                        <th scope="col">{t('sale.unitPrice')}</th>
                        <th scope="col">{t('sale.discount')}</th>
                        <th scope="col">{t('sale.lineNet')} ({record.currency})</th>
                    </tr>
                </thead>
                <tbody>{lines.map((line) => <Row key={line.id} line={line} />)}</tbody>
            </table>
        </div>
    );
}
