import { useTranslation } from 'react-i18next';
import type { RecordType, Summary } from '~/api/types';
import { Money } from '~/components/Money';
import { findField } from '~/lib/catalogue';
import classes from './RecordList.module.css';

/** Sums over all that the filters leave, not only what is in sight. Money is never added across currencies. */
export function TotalsRow({ type, totals }: { type: RecordType; totals: Summary | undefined }) {
    const { t } = useTranslation();
    const total = totals?.total[0];
    const sums = Object.entries(total?.sum ?? {}).flatMap(([name, figures]) =>
        Array.isArray(figures) && figures.length > 0 ? [{ name, figures }] : [],
    );
    if (sums.length === 0) return null;
    return (
        <div className={classes.totals} role="group" aria-label={t('list.totals')}>
            {sums.map(({ name, figures }) => (
                <div key={name}>
                    <span className={classes.totalLabel}>{t('list.sumOf', { field: findField(type, name)?.label ?? name })}</span>
                    {figures.map(({ currency, value }) => (
                        <Money key={currency} amount={value} currency={currency} className={classes.totalValue} />
                    ))}
                </div>
            ))}
        </div>
    );
}
