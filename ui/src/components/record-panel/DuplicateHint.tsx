/** While a new account or contact is typed: who is there already that looks like it, and why. It never stands in the way. */
import { IconCopyCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { checkDuplicates } from '~/api/duplicates';
import type { RecordType, Value } from '~/api/types';
import { recordTitle } from '~/lib/catalogue';
import type { FormValues } from '~/lib/form-values';
import { AppLink } from '../AppLink';
import classes from './DuplicateHint.module.css';

const COMPARED = ['name', 'legal_name', 'phone', 'mobile', 'email', 'website', 'billing_street', 'billing_city', 'billing_postal_code', 'tax_number', 'registration_number', 'account', 'kind'];
const PAUSE_MILLISECONDS = 250;
const SHOWN = 3;
const LEAST_LETTERS = 3;

export const TYPES_WITH_DUPLICATES = ['account', 'contact'];

function compared(values: FormValues): Record<string, Value> {
    return Object.fromEntries(COMPARED.flatMap((name): [string, Value][] => (values[name] ? [[name, values[name]]] : [])));
}

export function DuplicateHint({ type, values }: { type: RecordType; values: FormValues }) {
    const { t } = useTranslation();
    const [settled] = useDebouncedValue(JSON.stringify(compared(values)), PAUSE_MILLISECONDS);
    const typed = JSON.parse(settled) as Record<string, Value>;
    const enough = Object.entries(typed).some(([name, value]) => !['account', 'kind'].includes(name) && String(value).trim().length >= LEAST_LETTERS);
    const found = useQuery({
        queryKey: ['duplicates', 'check', type.name, settled],
        queryFn: ({ signal }) => checkDuplicates(type.name, typed, signal),
        enabled: enough,
        placeholderData: keepPreviousData,
        retry: false,
    });
    const items = enough ? (found.data?.items ?? []).slice(0, SHOWN) : [];
    return (
        <div role="status" className={items.length > 0 ? classes.hint : undefined}>
            {items.length > 0 && (
                <>
                    <IconCopyCheck size={18} aria-hidden className={classes.icon} />
                    <div>
                        <div>{t('duplicates.looksLike')}</div>
                        <ul className={classes.list}>
                            {items.map(({ record, reasons }) => (
                                <li key={record.id}>
                                    <AppLink to={`/${type.plural}/${record.id}`} target="_blank" dir="auto">
                                        {recordTitle(type, record)}
                                    </AppLink>{' '}
                                    <span className={classes.reasons}>{reasons.map(({ code }) => t(`duplicates.reason.${code as 'same_name'}`)).join(', ')}</span>
                                </li>
                            ))}
                        </ul>
                    </div>
                </>
            )}
        </div>
    );
}
