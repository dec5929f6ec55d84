import { useTranslation } from 'react-i18next';
import type { Handover } from '~/api/handover';
import { Money } from '~/components/Money';
import { useCatalogue } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import classes from './Handover.module.css';

const PARTS = ['accounts', 'contacts', 'opportunities', 'leads', 'tasks', 'promises'] as const;

/** Who gets how much of what. */
export function Shares({ handover }: { handover: Handover }) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const format = useFormat();
    const labelOf = (plural: string) => catalogue.types.find((type) => type.plural === plural)?.label_plural ?? plural;
    return (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('handover.shares')}>
            <table className={classes.table}>
                <thead>
                    <tr>
                        <th scope="col">{t('handover.successor')}</th>
                        {PARTS.map((part) => (
                            <th key={part} scope="col">
                                {labelOf(part)}
                            </th>
                        ))}
                        <th scope="col">{t('handover.open')}</th>
                    </tr>
                </thead>
                <tbody>
                    {handover.successors.map((share) => (
                        <tr key={share.user.id}>
                            <td dir="auto">{share.user.title}</td>
                            {PARTS.map((part) => (
                                <td key={part} className="tabular">
                                    {format.number(share[part])}
                                </td>
                            ))}
                            <td className="tabular">
                                {share.open.map(({ currency, amount }) => (
                                    <div key={currency}>
                                        <Money amount={amount} currency={currency} />
                                    </div>
                                ))}
                                {share.open.length === 0 && '–'}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
