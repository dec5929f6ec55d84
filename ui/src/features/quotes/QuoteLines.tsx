import { useTranslation } from 'react-i18next';
import type { QuoteDocument } from '~/api/quotes';
import { RecordLink } from '~/components/RecordLink';
import { useFormat } from '~/lib/use-format';
import table from '~/components/sale-lines/SaleTable.module.css';
import classes from './Quotes.module.css';

type Line = QuoteDocument['lines'][number];

function Row({ line }: { line: Line }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <tr data-left={(line.optional && !line.chosen) || undefined}>
            <th scope="row">
                {line.product ? <RecordLink type="product" record={{ id: line.product.id, title: line.product.title ?? '' }} /> : <span dir="auto">{line.description}</span>}
                {line.product && line.description !== line.product.title && <div className={classes.small} dir="auto">{line.description}</div>}
                {line.deliverable && <div className={classes.small} dir="auto">{line.deliverable}</div>}
                {line.optional && <div className={classes.small}>{t(line.chosen ? 'quote.optionChosen' : 'quote.optionLeft')}</div>}
            </th>
            <td data-label={t('sale.quantity')}>{format.number(line.quantity)} {line.unit}</td>
            <td data-label={t('sale.unitPrice')}>{format.amount(line.unit_price)}</td>
            <td data-label={t('sale.discount')}>{Number(line.discount) !== 0 && format.amount(`-${line.discount}`)}</td>
            <td data-label={t('sale.lineNet')}>{format.amount(line.net)}</td>
        </tr>
    );
}

export function QuoteLines({ quote: { record, lines } }: { quote: QuoteDocument }) {
    const { t } = useTranslation();
    return (
        <div className={table.scroll} tabIndex={0} role="region" aria-label={record.number}>
            <table className={table.lines}>
                <thead>
                    <tr>
                        <th scope="col">{t('sale.product')}</th>
                        <th scope="col">{t('sale.quantity')}</th>
                        <th scope="col">{t('sale.unitPrice')}</th>
                        <th scope="col">{t('sale.discount')}</th>
                        <th scope="col">{t('sale.lineNet')} ({record.currency})</th>
                    </tr>
                </thead>
                <tbody>{lines.filter(({ kind }) => kind === 'item').map((line) => <Row key={line.id} line={line} />)}</tbody>
            </table>
        </div>
    );
}
