import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, HistoryEntry, Value } from '~/api/types';
import { EmptyState } from '~/components/EmptyState';
import { MomentText } from '~/components/DateText';
import { useUndoMerge } from '~/components/merge/use-merge';
import { choiceLabel, findField, isReference, useCatalogue, useRecordType } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import classes from './History.module.css';

/** A value as text. The currency of an amount at that time is not told here, so amounts stand without one. */
function useValueText() {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const scalar = (field: Field | undefined, value: string | number | boolean): string => {
        if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
        switch (field?.type) {
            case 'choice':
                return choiceLabel(field, value as string);
            case 'date':
                return format.date(String(value));
            case 'moment':
                return format.moment(String(value));
            case 'percentage':
                return format.percentage(Number(value));
            case 'money':
                return format.money(String(value), null);
            case 'country':
                return catalogue.countryName(String(value));
            default:
                return String(value);
        }
    };
    return (field: Field | undefined, value: Value | undefined): string => {
        if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return t('history.empty');
        if (Array.isArray(value)) return value.map(({ title }) => title).join(', ');
        return isReference(value) ? value.title : scalar(field, value);
    };
}

function Changes({ type: name, entry }: { type: string; entry: HistoryEntry }) {
    const type = useRecordType(name);
    const text = useValueText();
    // What follows from other fields is told only where nothing else changed.
    const told = entry.changes.filter((change) => !findField(type, change.field)?.derived);
    return (
        <ul className={classes.changes}>
            {(told.length > 0 ? told : entry.changes).map((change) => {
                const field = findField(type, change.field);
                return (
                    <li key={change.field}>
                        {change.label}: <del dir="auto">{text(field, change.before as Value)}</del> <span aria-hidden>→</span>{' '}
                        <ins dir="auto">{text(field, change.after as Value)}</ins>
                    </li>
                );
            })}
        </ul>
    );
}

/** The last word of a merge: it is taken back here, unless it was. */
function UndoMerge({ merge }: { merge: number }) {
    const { t } = useTranslation();
    const undo = useUndoMerge();
    return (
        <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate({ id: merge, keepLater: false })}>
            {t('merge.undo')}
        </Button>
    );
}

/** Who changed what, when, from what to what. A creation tells only that it was. */
export function HistoryList({ type, entries, more }: { type: string; entries: HistoryEntry[]; more?: ReactNode }) {
    const { t } = useTranslation();
    const undone = entries.filter(({ action }) => action === 'unmerged').map((entry) => entry.with?.merge);
    if (entries.length === 0) return <EmptyState compact title={t('history.none')} />;
    return (
        <>
            <ol className={classes.list}>
                {entries.map((entry) => (
                    <li key={entry.id} className={classes.entry}>
                        <div>
                            <span className={classes.who}>{entry.by?.title ?? t('history.program')}</span>{' '}
                            {t(`history.action.${entry.action as 'merged'}`, { title: entry.with?.title ?? '' })} · <MomentText moment={entry.at} age />{' '}
                            {entry.action === 'merged' && entry.with && !undone.includes(entry.with.merge) && <UndoMerge merge={entry.with.merge} />}
                        </div>
                        {['updated', 'accepted', 'merged', 'unmerged'].includes(entry.action) && entry.changes.length > 0 && <Changes type={type} entry={entry} />}
                    </li>
                ))}
            </ol>
            {more}
        </>
    );
}
