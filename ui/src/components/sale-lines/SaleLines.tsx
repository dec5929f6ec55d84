/** The lines of a quote or an order, typed in a grid: a product brings its price, the last line is always empty. */
import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { useCatalogue } from '~/lib/catalogue';
import { plain } from '~/lib/decimal';
import { useFormat } from '~/lib/use-format';
import { type TypedLine, amountsOf, isEmpty } from './lines';
import classes from './SaleLines.module.css';
import type { Lines } from './use-lines';

type Props = {
    lines: Lines;
    currency: string;
    /** The server's word on a field of one line, by the line's place among those that were sent. */
    error: (index: number, field: string) => string | undefined;
    /** Lines may be offered as options, as in a quote. */
    options?: boolean;
    /** Lines may say what is delivered for them, as in a quote. */
    deliverables?: boolean;
};

type LineProps = Omit<Props, 'lines' | 'error'> & { line: TypedLine; index: number; lines: Lines; error: (field: string) => string | undefined };

const FIGURES = [
    ['quantity', 'quantity'],
    ['unitPrice', 'unit_price'],
    ['discount', 'discount_percent'],
] as const;

function Figures({ line, lines, error }: Pick<LineProps, 'line' | 'lines' | 'error'>) {
    const { t } = useTranslation();
    const change = (name: (typeof FIGURES)[number][0], value: string) => lines.change(line.key, { [name]: value, ...(name === 'unitPrice' && { priced: false }) });
    return FIGURES.map(([name, field]) => (
        <TextInput key={name} className={classes.figure} inputMode="decimal" autoComplete="off" aria-label={t(`sale.${name}`)} error={error(field)}
            placeholder={name === 'discount' ? '0' : undefined} value={line[name]} rightSection={name === 'discount' ? '%' : undefined} rightSectionWidth={24}
            onChange={(event) => change(name, event.currentTarget.value)} onBlur={() => name === 'quantity' && lines.settle(line.key)} />
    ));
}

function Line({ line, index, lines, currency, error, options, deliverables }: LineProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const digits = useCatalogue().exponent(currency);
    const amounts = amountsOf(line, digits);
    return (
        <div className={classes.line} role="group" aria-label={t('sale.lineNumber', { n: index + 1 })}>
            <div className={classes.what}>
                <ReferencePicker target="product" aria-label={t('sale.product')} placeholder={t('sale.productOrText')} value={line.product} error={error('product')} onChange={(product) => lines.choose(line.key, product)} />
                <TextInput className={classes.text} size="xs" variant="unstyled" dir="auto" maxLength={2000} aria-label={t('sale.description')} placeholder={t(line.product ? 'sale.descriptionMore' : 'sale.description')}
                    value={line.description} error={error('description')} onChange={(event) => lines.change(line.key, { description: event.currentTarget.value })} />
                {deliverables && (
                    <TextInput className={classes.text} size="xs" variant="unstyled" dir="auto" maxLength={2000} aria-label={t('sale.deliverable')} placeholder={t('sale.deliverable')}
                        value={line.deliverable} error={error('deliverable')} onChange={(event) => lines.change(line.key, { deliverable: event.currentTarget.value })} />
                )}
                {options && <Checkbox size="md" label={t('sale.optional')} checked={line.optional} onChange={(event) => lines.change(line.key, { optional: event.currentTarget.checked, chosen: !event.currentTarget.checked })} />}
            </div>
            <Figures line={line} lines={lines} error={error} />
            <output className={classes.net} aria-label={t('sale.lineNet')} data-off={(line.optional && !line.chosen) || undefined}>
                {amounts && !isEmpty(line) && format.amount(plain(amounts.net, digits))}
                {line.unit && <span className={classes.unit}>{line.unit}</span>}
            </output>
            <ActionIcon className={classes.remove} variant="subtle" color="gray" size="lg" aria-label={t('sale.removeLine', { n: index + 1 })} disabled={isEmpty(line)} onClick={() => lines.remove(line.key)}>
                <IconTrash size={16} aria-hidden />
            </ActionIcon>
        </div>
    );
}

export function SaleLines({ lines, currency, error, options = false, deliverables = false }: Props) {
    const { t } = useTranslation();
    return (
        <div className={classes.lines} role="group" aria-label={t('sale.lines')}>
            <div className={classes.heads} aria-hidden>
                <span>{t('sale.product')}</span>
                {FIGURES.map(([name]) => <span key={name} className={classes.right}>{t(`sale.${name}`)}</span>)}
                <span className={classes.right}>{t('sale.lineNet')} ({currency})</span>
                <span />
            </div>
            {lines.lines.map((line, index) => (
                <Line key={line.key} line={line} index={index} lines={lines} currency={currency} options={options} deliverables={deliverables} error={(field) => error(lines.filled.indexOf(line), field)} />
            ))}
        </div>
    );
}
