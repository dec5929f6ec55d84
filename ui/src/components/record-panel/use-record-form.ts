import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { createRecord, updateRecord } from '~/api/records';
import type { RecordData, RecordType, Value } from '~/api/types';
import { changedFields, type FormValues, formValues, randomKey, requestBody } from '~/lib/form-values';
import { useRecordsChanged } from '~/lib/queries';
import { useSession } from '~/lib/session';
import { useSections } from '~/lib/use-sections';
import type { PanelRequest } from './context';

type Options = {
    type: RecordType;
    record: RecordData | null;
    request: PanelRequest;
    onDirty: (dirty: boolean) => void;
    onSaved: (record: RecordData) => void;
    focusField: (name: string) => void;
};

/** The body that was sent last, with its key: the same body again is the same create. */
export function useCreateKey() {
    const last = useRef({ body: '', key: '' });
    return (body: object) => {
        const text = JSON.stringify(body);
        if (last.current.body !== text) last.current = { body: text, key: randomKey() };
        return last.current.key;
    };
}

function fieldMessages(error: Error | null): Record<string, string> {
    if (!(error instanceof ApiProblem) || error.status === 412) return {};
    return Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
}

export function useRecordForm({ type, record, request, onDirty, onSaved, focusField }: Options) {
    const { t } = useTranslation();
    const { session } = useSession();
    const recordsChanged = useRecordsChanged();
    const createKey = useCreateKey();
    const [known, setKnown] = useState(record);
    const [base, setBase] = useState<FormValues>(() => formValues(type, record, request.initial ?? {}, session));
    const [values, setValues] = useState(base);
    const [conflict, setConflict] = useState<FormValues | null>(null);
    const [theirs, setTheirs] = useState<RecordData | null>(null);
    const [expanded, setExpanded] = useState(record !== null || request.full === true);
    const [corrected, setCorrected] = useState<string[]>([]);
    const allSections = useSections(type);
    const writable = useMemo(() => type.fields.filter((field) => !field.derived && field.may_change !== false), [type]);
    const quick = writable.filter((field) => field.quick);
    const changed = changedFields(type, base, values);

    useEffect(() => onDirty(changed.length > 0), [changed.length, onDirty]);

    const save = useMutation({
        mutationFn: async (attempt: { values: FormValues; base: FormValues; known: RecordData | null }) => {
            if (attempt.known !== null) {
                const names = changedFields(type, attempt.base, attempt.values);
                if (names.length === 0) return attempt.known;
                return updateRecord(type.plural, attempt.known.id, attempt.known.version, requestBody(type, attempt.values, names));
            }
            const given = writable.filter((field) => attempt.values[field.name] !== null && attempt.values[field.name] !== '');
            const body = requestBody(type, attempt.values, given.map((field) => field.name));
            return createRecord(type.plural, body, createKey(body));
        },
        onSuccess: async (saved) => {
            onDirty(false);
            onSaved(saved);
            await recordsChanged();
        },
        onError: (error) => {
            if (!(error instanceof ApiProblem)) return;
            if (error.status === 412 && error.current !== null) {
                setTheirs(error.current);
                setConflict(formValues(type, error.current, {}, session));
                return;
            }
            const names = error.errors.map(({ field }) => field);
            if (names.some((name) => !quick.some((field) => field.name === name))) setExpanded(true);
            const first = type.fields.find((field) => names.includes(field.name));
            if (first) requestAnimationFrame(() => focusField(first.name));
        },
    });

    const run = (attempt: { values: FormValues; base: FormValues; known: RecordData | null }) => {
        if (save.isPending) return;
        setCorrected([]);
        save.mutate(attempt);
    };
    const fieldErrors = Object.fromEntries(Object.entries(fieldMessages(save.error)).filter(([name]) => !corrected.includes(name)));
    const isShown = (name: string) => (expanded ? writable : quick).some((field) => field.name === name);
    const short = quick.length === 0 || quick.length === writable.length;
    const sections =
        expanded || short
            ? allSections.map((section) => ({ ...section, fields: section.fields.filter((field) => writable.includes(field)) }))
            : [{ name: null, label: t('form.quick'), fields: quick }];

    return {
        values,
        base,
        conflict,
        expanded: expanded || short,
        hasMore: quick.length < writable.length,
        saving: save.isPending,
        error: save.error instanceof ApiProblem && save.error.status === 412 ? null : save.error,
        fieldErrors,
        isShown,
        sections: sections.filter((section) => section.fields.length > 0),
        expand: () => setExpanded(true),
        change: (name: string, value: Value) => {
            setValues((before) => ({ ...before, [name]: value }));
            setCorrected((before) => (before.includes(name) ? before : [...before, name]));
        },
        save: () => run({ values, base, known }),
        resolve: (merged: FormValues) => {
            const nextBase = conflict ?? base;
            setBase(nextBase);
            setValues(merged);
            setKnown(theirs);
            setConflict(null);
            run({ values: merged, base: nextBase, known: theirs });
        },
        dropConflict: () => setConflict(null),
    };
}
