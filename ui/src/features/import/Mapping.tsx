/** What each column of the file means: recognised where possible, changed here where not. */
import { Badge, Checkbox, Select, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Import, ImportColumn, ImportInput } from '~/api/imports';
import type { RecordType } from '~/api/types';
import { findField, useCatalogue } from '~/lib/catalogue';
import { specialTargets } from '~/lib/import-targets';
import classes from './Import.module.css';

type Props = { data: Import; busy: boolean; onChange: (input: ImportInput) => void };

function useTargets(type: RecordType) {
    const { t } = useTranslation();
    return [
        { group: t('import.fields'), items: type.fields.filter((field) => !field.derived).map(({ name, label }) => ({ value: name, label })) },
        { group: t('import.special'), items: specialTargets(type).map((name) => ({ value: name, label: t(`import.targets.${name}`) })) },
    ];
}

function Options({ type, column, busy, onChange }: { type: RecordType; column: ImportColumn; busy: boolean; onChange: (options: ImportColumn['options']) => void }) {
    const { t } = useTranslation();
    const { date_order, scale, create_missing } = column.options;
    const label = findField(type, column.target ?? '')?.label ?? column.name;
    return (
        <div className={classes.options}>
            {date_order !== undefined && (
                <Select
                    size="xs"
                    aria-label={t('import.dateOrder', { column: column.name })}
                    data={['ymd', 'mdy', 'dmy'].map((order) => ({ value: order, label: t(`import.orders.${order as 'ymd'}`) }))}
                    value={date_order}
                    onChange={(order) => order && onChange({ date_order: order })}
                    allowDeselect={false}
                    disabled={busy}
                />
            )}
            {scale !== undefined && (
                <Select
                    size="xs"
                    aria-label={t('import.scale', { column: column.name })}
                    data={['1', '1000', '1000000'].map((unit) => ({ value: unit, label: t(`import.units.${unit as '1'}`) }))}
                    value={scale}
                    onChange={(unit) => unit && onChange({ scale: unit })}
                    allowDeselect={false}
                    disabled={busy}
                />
            )}
            {create_missing !== undefined && (
                <Checkbox
                    size="xs"
                    label={t('import.createMissing')}
                    aria-label={`${t('import.createMissing')}: ${label}`}
                    checked={create_missing}
                    onChange={(event) => onChange({ create_missing: event.currentTarget.checked })}
                    disabled={busy}
                />
            )}
        </div>
    );
}

export function Mapping({ data, busy, onChange }: Props) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const type = catalogue.type(data.record_type);
    const targets = useTargets(type);
    const change = (column: ImportColumn, part: { target?: string | null; options?: ImportColumn['options'] }) =>
        onChange({ columns: [{ name: column.name, target: column.target, ...part }] });
    return (
        <section aria-labelledby="mapping">
            <Title order={2} id="mapping" mt="lg" mb="xs">
                {t('import.mapping')}
            </Title>
            <div className={classes.choices}>
                <Select
                    label={t('import.what')}
                    data={catalogue.types.filter((known) => known.may.create).map(({ name, label_plural }) => ({ value: name, label: label_plural }))}
                    value={data.record_type}
                    onChange={(record_type) => record_type && onChange({ record_type })}
                    allowDeselect={false}
                    searchable
                    disabled={busy}
                />
                <Select
                    label={t('import.onBadValue')}
                    data={['reject_row', 'leave_empty'].map((value) => ({ value, label: t(`import.badValue.${value as 'reject_row'}`) }))}
                    value={data.on_bad_value}
                    onChange={(on_bad_value) => on_bad_value && onChange({ on_bad_value })}
                    allowDeselect={false}
                    disabled={busy}
                />
                <Select
                    label={t('import.onMatch')}
                    data={['update', 'skip', 'create'].map((value) => ({ value, label: t(`import.match.${value as 'update'}`) }))}
                    value={data.on_match}
                    onChange={(on_match) => on_match && onChange({ on_match })}
                    allowDeselect={false}
                    disabled={busy}
                />
            </div>
            <div className={classes.tableFrame} tabIndex={0} role="group" aria-labelledby="mapping">
                <table className={classes.table}>
                    <thead>
                        <tr>
                            <th scope="col">{t('import.column')}</th>
                            <th scope="col">{t('import.samples')}</th>
                            <th scope="col">{t('import.becomes')}</th>
                            <th scope="col">{t('import.options')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {data.columns.map((column) => (
                            <tr key={column.name}>
                                <th scope="row" dir="auto">
                                    {column.name}
                                    {column.how && (
                                        <Badge size="xs" variant="light" ml={6} title={t('import.recognised')}>
                                            {t(`import.how.${column.how as 'name'}`)}
                                        </Badge>
                                    )}
                                </th>
                                <td className={classes.samples} dir="auto">
                                    {column.samples.slice(0, 3).join(' · ')}
                                </td>
                                <td>
                                    <Select
                                        size="xs"
                                        aria-label={t('import.targetOf', { column: column.name })}
                                        placeholder={t('import.ignored')}
                                        data={targets}
                                        value={column.target}
                                        onChange={(target) => change(column, { target })}
                                        searchable
                                        clearable
                                        clearButtonProps={{ 'aria-label': t('action.clear') }}
                                        disabled={busy}
                                    />
                                </td>
                                <td>
                                    <Options type={type} column={column} busy={busy} onChange={(options) => change(column, { options })} />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
