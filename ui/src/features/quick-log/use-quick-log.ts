/** The line being typed, what the server reads in it, what was changed by hand, and saving all that once. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '~/api/client';
import { type QuickLogDraft, type QuickLogInput, type QuickLogOption, readQuickLog } from '~/api/quick-log';
import type { Changes } from '~/api/records';
import type { RecordData, RecordType, Reference, Session, Value } from '~/api/types';
import { type FormValues, formValues, randomKey, requestBody } from '~/lib/form-values';
import { isUnreachable } from '~/lib/outbox';
import { useKept } from '~/lib/use-kept';
import { useOutbox } from '~/lib/use-outbox';

export type Page = Omit<QuickLogInput, 'line'>;

/** All that is lost if the browser ends now, so all that is kept. */
export type Kept = {
    line: string;
    page: Page;
    /** Fields that were changed by hand; the line no longer decides them. */
    changed: FormValues;
    /** Which of several was meant, by what was typed. */
    chosen: Record<string, QuickLogOption>;
    /** Names that become new contacts. */
    made: string[];
    key: string;
};

export const newKept = (page: Page, line = ''): Kept => ({ line, page, changed: {}, chosen: {}, made: [], key: randomKey() });

const reference = ({ id, title }: QuickLogOption): Reference => ({ id, title });

/** What the draft and the choices say, as values of a form. */
export function draftValues(draft: QuickLogDraft, chosen: Record<string, QuickLogOption>): Changes {
    const { account, opportunity, contacts, users, ...rest } = draft.interaction;
    const picked = draft.choices.flatMap(({ typed }) => chosen[typed] ?? []);
    const of = (type: string) => picked.filter((option) => option.type === type).map(reference);
    const person = picked.find((option) => option.type === 'contact' && option.account);
    return {
        ...rest,
        account: account ? reference(account) : (of('account')[0] ?? person?.account ?? null),
        opportunity: opportunity ? reference(opportunity) : (of('opportunity')[0] ?? null),
        contacts: [...contacts.map(reference), ...of('contact')],
        users: [...users.map(reference), ...of('user')],
    };
}

/** What is still to be decided before it can be saved without a second look. */
export function openPoints(draft: QuickLogDraft, kept: Kept) {
    return {
        choices: draft.choices.filter(({ typed }) => kept.chosen[typed] === undefined),
        unknown: draft.unknown.filter((name) => !kept.made.includes(name)),
    };
}

const isGiven = (value: Value | undefined) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The interaction to save. The line itself is kept in it where something in it found no place. */
export function quickLogBody(type: RecordType, values: FormValues, draft: QuickLogDraft, kept: Kept): Changes {
    const open = openPoints(draft, kept);
    const lost = !draft.understood || open.choices.length > 0 || open.unknown.length > 0;
    const whole = lost && !isGiven(values.body) && kept.line.trim() !== values.subject ? { ...values, body: kept.line.trim() } : values;
    const names = type.fields.filter((field) => !field.derived && field.may_change !== false && isGiven(whole[field.name])).map((field) => field.name);
    return requestBody(type, whole, names);
}

/** A line that something else began is kept apart from the one that was begun by itself. */
function usePersistentLine(page: Page, begin: string | undefined) {
    const slot = begin === undefined ? 'quick-log' : `quick-log ${begin}`;
    const { value: stored, wasKept, keep, clear } = useKept<Kept>(slot, () => newKept(page, begin));
    const [restored, setRestored] = useState(wasKept && stored.line !== '');
    const kept = stored.line === '' ? { ...stored, page } : stored;
    return {
        kept,
        restored,
        set: (part: Partial<Kept>) => keep({ ...kept, ...part }),
        clear: () => {
            setRestored(false);
            clear(newKept(page));
        },
    };
}

export function useQuickLogLine(type: RecordType, session: Session, page: Page, begin: string | undefined) {
    const { kept, restored, set, clear } = usePersistentLine(page, begin);
    const line = kept.line.trim();
    const [settled] = useDebouncedValue(line, 120);
    const input = (text: string): QuickLogInput => ({ ...kept.page, line: text });
    const query = useQuery({
        queryKey: ['quick-log', input(settled)],
        queryFn: () => readQuickLog(input(settled)),
        enabled: settled !== '',
        placeholderData: keepPreviousData,
        staleTime: 60_000,
        gcTime: 60_000,
        retry: false,
        networkMode: 'always',
    });
    const draft = line === '' ? null : (query.data ?? null);
    const isCurrent = draft !== null && settled === line && !query.isPlaceholderData && !query.isFetching && !query.isError;
    const valuesOf = (read: QuickLogDraft): FormValues => ({ ...formValues(type, null, draftValues(read, kept.chosen), session), ...kept.changed });
    return {
        kept,
        restored,
        set,
        clear,
        line,
        draft,
        values: draft === null ? null : valuesOf(draft),
        valuesOf,
        error: query.error instanceof ApiProblem && !isUnreachable(query.error) ? query.error : null,
        offline: isUnreachable(query.error),
        /** The draft of what is typed now; null when the server cannot be reached. */
        read: async () => {
            if (isCurrent) return draft;
            try {
                return await readQuickLog(input(line));
            } catch (error) {
                if (isUnreachable(error)) return null;
                throw error;
            }
        },
        input: () => input(line),
    };
}

export type Saved = { record: RecordData | null; key: string; body: Changes | null };

export function useQuickLogSave(type: RecordType) {
    const { box } = useOutbox();
    const [attempt, setAttempt] = useState({ body: '', key: '' });
    /** The same body again is the same create; another is another. */
    const keyOf = (body: object) => {
        const text = JSON.stringify(body);
        const next = attempt.body === text ? attempt : { body: text, key: randomKey() };
        setAttempt(next);
        return next.key;
    };
    return {
        box,
        draft: async (draft: QuickLogDraft, values: FormValues, kept: Kept): Promise<Saved> => {
            const body = quickLogBody(type, values, draft, kept);
            const made = kept.made.filter((name) => draft.unknown.includes(name));
            const people = made.map((name) => ({
                key: `${kept.key}-${String(body.account ?? 0)}-${encodeURIComponent(name).slice(0, 100)}`,
                body: { name, ...(body.account ? { account: body.account } : {}) } as Changes,
            }));
            const key = keyOf({ body, people });
            const record = await box.send({ key, title: String(body.subject), body, people });
            return { record, key, body };
        },
        line: async (input: QuickLogInput): Promise<Saved> => {
            const key = keyOf(input);
            await box.send({ key, title: input.line, line: { ...input, offset_minutes: -new Date().getTimezoneOffset() } });
            return { record: null, key, body: null };
        },
    };
}
