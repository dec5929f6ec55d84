import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Money } from '~/components/Money';
import { SaleTotals } from '~/components/sale-lines/SaleTotals';
import { useFormat } from '~/lib/use-format';
import { MarginText } from './MarginText';
import classes from './Quotes.module.css';
import { usePreview } from './use-quote';
import type { QuoteForm } from './use-quote-form';

/** What the quote comes to while it is typed: at once as we compute it, a moment later as the server does. */
export function QuoteTotals({ form: { body, head, totals } }: { form: QuoteForm }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { preview, current, busy } = usePreview(body);
    const server = body.lines.length > 0 ? preview : undefined;
    /** Nothing is known of a margin while no product has a cost. */
    const margin = Number(server?.totals.cost ?? 0) === 0 ? undefined : server?.totals.margin;
    return (
        <div className={classes.totals} aria-live="polite" aria-busy={busy || undefined}>
            <SaleTotals totals={current && server ? server.totals : totals} currency={head.currency} />
            {margin !== undefined && (
                <Text size="sm" c="dimmed" ta="end" mt="xs">
                    {t('quote.margin')} <Money amount={margin} currency={head.currency} /> <MarginText margin={margin} net={server!.totals.net} />
                </Text>
            )}
            {server?.discount.needs_approval && (
                <Text size="sm" className={classes.warning} ta="end" mt="xs">
                    {t('quote.aboveLimit', { highest: format.percentage(Number(server.discount.highest)), limit: format.percentage(Number(server.discount.limit)) })}
                </Text>
            )}
        </div>
    );
}
