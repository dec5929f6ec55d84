/** Logs a conversation where it is seen: what was said, with whom, and what comes next. Nothing typed is lost when saving fails. */
import { Alert, Button, MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import type { Changes } from '~/api/records';
import type { Reference } from '~/api/types';
import { MentionTextarea } from '~/components/mentions/MentionTextarea';
import { notifyDone } from '~/components/notify';
import { useRecordPanel } from '~/components/record-panel/context';
import { useCreateKey } from '~/components/record-panel/use-record-form';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useKept } from '~/lib/use-kept';
import { useOutbox } from '~/lib/use-outbox';
import classes from './Timeline.module.css';

const KINDS = ['call', 'meeting', 'email', 'visit', 'note'] as const;

const EMPTY = { kind: 'call', subject: '', summary: '', people: [] as string[], start: '', next: '', due: '' };

type Values = typeof EMPTY;

type Props = {
    /** What the conversation is about: account, opportunity. */
    about: Changes;
    people: { id: number; title: string | null }[];
    /** The field that begins it, for a button elsewhere that leads here. */
    subjectRef?: Ref<HTMLInputElement>;
};

function useComposer(about: Changes, people: Props['people']) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const empty = { ...EMPTY, people: people.length === 1 ? [String(people[0]!.id)] : [] };
    const { value: values, keep, clear } = useKept(`composer.${JSON.stringify(about)}`, () => empty);
    const { box } = useOutbox();
    const createKey = useCreateKey();
    const participants: Reference[] = people.filter(({ id }) => values.people.includes(String(id))).map(({ id, title }) => ({ id, title: title ?? '' }));
    const record: Changes = {
        ...about,
        kind: values.kind,
        subject: values.subject,
        summary: values.summary || null,
        contacts: participants,
        next_step: values.next || null,
        next_step_due: values.due || null,
        ...(values.start === '' ? {} : { start: new Date(values.start).toISOString() }),
    };
    const begin = () => clear({ ...empty, kind: values.kind });
    const save = useMutation({
        networkMode: 'always',
        mutationFn: async () => {
            const key = createKey(record);
            // Sent later, it is still the conversation of now.
            const body = { start: new Date().toISOString(), ...record };
            return { key, saved: await box.send({ key, title: values.subject, body }) };
        },
        onSuccess: ({ key, saved }) => {
            begin();
            if (saved === null) {
                notifyDone(t('quickLog.waits'), () => box.remove(key));
                return undefined;
            }
            notifyDone(t(values.next ? 'composer.savedWithTask' : 'composer.saved'));
            return changed();
        },
    });
    return { values, set: (part: Partial<Values>) => keep({ ...values, ...part }), record, save, begin };
}

function Details({ values, set, errorOf }: { values: Values; set: (part: Partial<Values>) => void; errorOf: (field: string) => string | undefined }) {
    const { t } = useTranslation();
    return (
        <>
            <MentionTextarea
                className={classes.wide}
                aria-label={t('composer.summary')}
                placeholder={t('composer.summary')}
                dir="auto"
                autosize
                minRows={2}
                maxRows={12}
                value={values.summary}
                error={errorOf('summary')}
                onChange={(summary) => set({ summary })}
            />
            <TextInput
                label={t('composer.next')}
                placeholder={t('composer.nextHint')}
                dir="auto"
                value={values.next}
                error={errorOf('next_step')}
                onChange={(event) => set({ next: event.currentTarget.value })}
            />
            <div className={classes.dates}>
                <TextInput type="date" label={t('composer.due')} value={values.due} error={errorOf('next_step_due')} onChange={(event) => set({ due: event.currentTarget.value })} />
                <TextInput
                    type="datetime-local"
                    label={t('composer.start')}
                    value={values.start}
                    error={errorOf('start')}
                    onChange={(event) => set({ start: event.currentTarget.value })}
                />
            </div>
        </>
    );
}

function Actions({ saving, onAllFields }: { saving: boolean; onAllFields: () => void }) {
    const { t } = useTranslation();
    return (
        <div className={classes.composerEnd}>
            <span className={classes.hint}>{t('composer.hint')}</span>
            <Button variant="subtle" onClick={onAllFields}>
                {t('form.allFields')}
            </Button>
            <Button type="submit" loading={saving}>
                {t('action.save')}
            </Button>
        </div>
    );
}

export function Composer({ about, people, subjectRef }: Props) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const problemText = useProblemText();
    const kindField = findField(useRecordType('interaction'), 'kind');
    const { values, set, record, save, begin } = useComposer(about, people);
    const errors = save.error instanceof ApiProblem ? save.error.errors : [];
    const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
    const begun = values.subject !== '';
    const submit = (event: FormEvent | KeyboardEvent) => {
        event.preventDefault();
        if (begun && !save.isPending) save.mutate();
    };
    return (
        <form
            className={classes.composer}
            aria-label={t('composer.label')}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
            onSubmit={submit}
        >
            <SegmentedControl
                size="xs"
                aria-label={t('composer.kind')}
                value={values.kind}
                onChange={(kind) => set({ kind })}
                data={KINDS.map((kind) => ({ value: kind, label: choiceLabel(kindField, kind) }))}
            />
            <div className={classes.composerFields}>
                <TextInput
                    ref={subjectRef}
                    aria-label={t('composer.subject')}
                    placeholder={t('composer.subject')}
                    dir="auto"
                    value={values.subject}
                    error={errorOf('subject')}
                    onChange={(event) => set({ subject: event.currentTarget.value })}
                    maxLength={200}
                />
                <MultiSelect
                    styles={{ inputField: { minWidth: '1rem' } }}
                    aria-label={t('composer.people')}
                    placeholder={values.people.length === 0 ? t('composer.people') : undefined}
                    data={people.map((person) => ({ value: String(person.id), label: person.title ?? '' }))}
                    value={values.people}
                    onChange={(chosen) => set({ people: chosen })}
                    searchable
                    hidePickedOptions
                    nothingFoundMessage={t('picker.none')}
                />
                {begun && <Details values={values} set={set} errorOf={errorOf} />}
            </div>
            {save.isError && errors.every(({ field }) => !(field in record)) && (
                <Alert color="red" mt="xs" role="alert">
                    {problemText(save.error)}
                </Alert>
            )}
            {begun && <Actions saving={save.isPending} onAllFields={() => panel.open({ type: 'interaction', initial: record, full: true, onSaved: begin })} />}
        </form>
    );
}
