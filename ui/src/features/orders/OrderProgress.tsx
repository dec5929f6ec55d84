import { useTranslation } from 'react-i18next';
import type { Order } from '~/api/orders';
import { Money } from '~/components/Money';
import classes from './Orders.module.css';

/** How far an order is delivered and invoiced, by value. */
export function OrderProgress({ record }: { record: Order }) {
    const { t } = useTranslation();
    const net = Number(record.net);
    const bar = (name: 'delivered' | 'invoiced', amount: string) => {
        const part = net === 0 ? 0 : Math.min(100, (Number(amount) / net) * 100);
        return (
            <div className={classes.progress}>
                <dt>{t(`order.${name}`)}</dt>
                <dd>
                    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden><rect width={part} height="6" /></svg>
                    <span><Money amount={amount} currency={record.currency} /> {t('order.ofNet')} <Money amount={record.net} currency={record.currency} /></span>
                </dd>
            </div>
        );
    };
    return (
        <dl className={classes.progresses}>
            {bar('delivered', record.delivered)}
            {bar('invoiced', record.invoiced)}
            {Number(record.backlog) !== 0 && (
                <div className={classes.progress}>
                    <dt>{t('order.outstanding')}</dt>
                    <dd><Money amount={record.backlog} currency={record.currency} /></dd>
                </div>
            )}
        </dl>
    );
}
