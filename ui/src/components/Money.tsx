import { useFormat } from '~/lib/use-format';

type Props = { amount: string | null | undefined; currency: string | null | undefined; short?: boolean; className?: string };

/** An exact amount; shortened ones tell the exact one on hover. */
export function Money({ amount, currency, short = false, className }: Props) {
    const format = useFormat();
    if (amount === null || amount === undefined || amount === '') return null;
    const exact = format.money(amount, currency);
    return (
        <span className={`tabular ${className ?? ''}`} title={short ? exact : undefined}>
            {short ? format.moneyShort(amount, currency) : exact}
        </span>
    );
}
