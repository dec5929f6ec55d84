import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '~/components/EmptyState';
import { MomentText } from '~/components/DateText';
import { choiceLabel, findField, isReference, useRecordType } from '~/lib/catalogue';
import type { Schemas } from '~/api/overviews';
import classes from './History.module.css';

type Entry = Schemas['History']['items'][number];

function useValueText(type: string) {
    const { t } = useTranslation();
    const known = useRecordType(type);
    return (name: string, value: unknown): string => {
        if (value === null || value === undefined || value === '') return t('history.empty');
        if (Array.isArray(value)) return value.length === 0 ? t('history.empty') : value.map((item) => (isReference(item) ? item.title : String(item))).join(', ');
        if (isReference(value as never)) return (value as { title: string }).title;
        if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
        const field = findField(known, name);
        return field?.type === 'choice' ? choiceLabel(field, value as string) : String(value);
    };
}

/** Who changed what, when, from what to what. A creation tells only that it was. */
export function HistoryList({ type, entries, more }: { type: string; entries: Entry[]; more?: ReactNode }) {
    const { t } = useTranslation();
    const text = useValueText(type);
    if (entries.length === 0) return <EmptyState compact title={t('history.none')} />;
    return (
        <>
            <ol className={classes.list}>
                {entries.map((entry) => (
                    <li key={entry.id} className={classes.entry}>
                        <div>
                            <span className={classes.who}>{entry.by?.title ?? t('history.program')}</span>{' '}
                            {t(`history.action.${entry.action as 'created'}`)} · <MomentText moment={entry.at} age />
                        </div>
                        {entry.action === 'updated' && (
                            <ul className={classes.changes}>
                                {entry.changes.map((change) => (
                                    <li key={change.field}>
                                        {change.label}: <del dir="auto">{text(change.field, change.before)}</del>{' '}
                                        <span aria-hidden>→</span> <ins dir="auto">{text(change.field, change.after)}</ins>
                                    </li>
                                ))}
                            </ul>
                        )}
                    </li>
                ))}
            </ol>
            {more}
        </>
    );
}
