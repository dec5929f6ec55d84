import { Alert, Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type OrderDocument, releaseOrder } from '~/api/orders';
import { DateText } from '~/components/DateText';
import { notifyDone, notifyProblem } from '~/components/notify';
import { TextLink } from '~/components/TextLink';
import { useProblemText } from '~/lib/problem';
import { useSession } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import classes from './Orders.module.css';
import { useStep } from './use-documents';

const RELEASING: readonly string[] = ['administrator', 'finance'];

/** Why the order waits: what the customer owes, and who may let it go on. */
export function HoldBanner({ order: { record, credit } }: { order: OrderDocument }) {
    const { t } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const may = RELEASING.includes(useSession().session.user.role);
    const release = useStep((body: { order: number }, key) => releaseOrder(body.order, key), () => notifyDone(t('order.released', { number: record.number })));
    const money = (amount: string) => format.money(amount, credit?.currency);
    return (
        <Alert color="red" variant="light" mb="md" icon={<IconHandStop size={18} aria-hidden />} title={t('order.held')}>
            {credit && <p className={classes.heldText}>{t('order.heldWhy', { limit: money(credit.limit), receivable: money(credit.receivable), onOrder: money(credit.on_order) })}</p>}
            {credit && credit.invoices.length > 0 && (
                <ul className={classes.heldList} aria-label={t('order.openInvoices')}>
                    {credit.invoices.map((invoice) => (
                        <li key={invoice.id}>
                            <TextLink underline="always" to={`/invoices/${invoice.id}`}>{invoice.number}</TextLink> {format.money(invoice.open, invoice.currency)}, {t('order.due')} <DateText date={invoice.due_on} />
                        </li>
                    ))}
                </ul>
            )}
            {may ? (
                <Button size="xs" color="red.9" mt="xs" loading={release.isPending} onClick={() => release.mutate({ order: record.id }, { onError: (error) => notifyProblem(problemText(error)) })}>{t('order.release')}</Button>
            ) : (
                <p className={classes.heldText}>{t('order.heldAsk')}</p>
            )}
        </Alert>
    );
}
