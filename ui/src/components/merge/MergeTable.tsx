/** Two records side by side: which stays, and whose value each field takes where they differ. */
import { Radio, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';
import { MomentText } from '~/components/DateText';
import { FieldValue } from '~/components/FieldValue';
import { AppLink } from '~/components/AppLink';
import { recordTitle } from '~/lib/catalogue';
import { choiceOf, differingFields, followedField, isEmpty, mayHoldBoth, type Side, type Sides } from '~/lib/merge';
import classes from './Merge.module.css';
import type { MergeChoices } from './use-merge';

type Props = { type: RecordType; sides: Sides; merge: MergeChoices; disabled?: boolean };

const SIDES: Side[] = [0, 1];

function Head({ type, sides, merge, disabled, group }: Props & { group: string }) {
    const { t } = useTranslation();
    return (
        <tr>
            <th scope="col">
                <span className={classes.quiet}>{t('merge.stays')}</span>
            </th>
            {SIDES.map((side) => {
                const title = recordTitle(type, sides[side]);
                return (
                    <th scope="col" key={side} data-chosen={merge.survivor === side || undefined}>
                        <Radio
                            name={`${group}-stays`}
                            checked={merge.survivor === side}
                            disabled={disabled}
                            onChange={() => merge.keep(side)}
                            aria-label={t('merge.keep', { title, id: sides[side].id })}
                            label={<span dir="auto">{title}</span>}
                        />
                        <div className={classes.about}>
                            <AppLink to={`/${type.plural}/${sides[side].id}`}>{t('record.id', { id: sides[side].id })}</AppLink>
                            {' · '}
                            {t('record.updated')} <MomentText moment={sides[side].updated_at} age />
                        </div>
                    </th>
                );
            })}
        </tr>
    );
}

function Row({ type, sides, merge, disabled, group, field }: Props & { group: string; field: Field }) {
    const { t } = useTranslation();
    const chosen = choiceOf(sides, merge.choices, field);
    const follows = followedField(sides, field) !== null;
    const fixed = disabled || follows || field.derived || field.may_change === false;
    const choice = (side: Side | 'both', label: React.ReactNode, says: string) => (
        <Radio
            size="sm"
            name={`${group}-${field.name}`}
            checked={chosen === side}
            disabled={fixed}
            onChange={() => merge.choose(field.name, side)}
            aria-label={says}
            label={label}
        />
    );
    return (
        <tr>
            <th scope="row">
                {field.label}
                {mayHoldBoth(field) && choice('both', t('merge.both'), t('merge.takeBoth', { field: field.label }))}
            </th>
            {SIDES.map((side) => {
                const value = <FieldValue field={field} record={sides[side]} compact />;
                const empty = isEmpty(sides[side][field.name]);
                const says = t('merge.take', { field: field.label, title: recordTitle(type, sides[side]) });
                return (
                    <td key={side} data-chosen={chosen === side || chosen === 'both' || undefined}>
                        {choice(side, empty ? <Text span inherit c="dimmed">{t('value.empty')}</Text> : <span className={classes.value}>{value}</span>, says)}
                    </td>
                );
            })}
        </tr>
    );
}

export function MergeTable(props: Props) {
    const { t } = useTranslation();
    const group = useId();
    const fields = differingFields(props.type, props.sides);
    return (
        <>
            <table className={classes.table} aria-label={t('merge.compare')}>
                <thead>
                    <Head {...props} group={group} />
                </thead>
                <tbody>
                    {fields.map((field) => (
                        <Row key={field.name} {...props} group={group} field={field} />
                    ))}
                </tbody>
            </table>
            {fields.length === 0 && <p className={classes.quiet}>{t('merge.same')}</p>}
        </>
    );
}
