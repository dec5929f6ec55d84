import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Search } from '~/lib/search-params';
import { PERIODS, type Period, yearSoFar } from './periods';
import classes from './Results.module.css';

/** Which deals count: by the day on which they closed. */
export function PeriodChooser({ period, search, onChange }: { period: Period; search: Search; onChange: (part: Search) => void }) {
    const { t } = useTranslation();
    const choose = (chosen: string | null) => {
        const range = chosen === 'custom' ? yearSoFar(new Date()) : { from: '', until: '' };
        onChange({ period: chosen ?? 'all', ...range });
    };
    return (
        <div className={classes.period}>
            <Select
                size="xs"
                aria-label={t('results.period')}
                data={PERIODS.map((name) => ({ value: name, label: t(`results.periods.${name}`) }))}
                value={period}
                onChange={choose}
                allowDeselect={false}
            />
            {period === 'custom' &&
                (['from', 'until'] as const).map((end) => (
                    <TextInput
                        key={end}
                        size="xs"
                        type="date"
                        aria-label={t(`results.${end}`)}
                        value={search[end] ?? ''}
                        onChange={(event) => onChange({ [end]: event.currentTarget.value })}
                    />
                ))}
        </div>
    );
}
