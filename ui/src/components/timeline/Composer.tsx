/** Logs a conversation where it is seen: what was said, with whom, and what comes next. Nothing typed is lost when saving fails. */
import { Alert, Button, MultiSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type Changes, createRecord } from '~/api/records';
import { notifyDone } from '~/components/notify';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './Timeline.module.css';

const KINDS = ['call', 'meeting', 'email', 'note'] as const;

const EMPTY = { kind: 'call', subject: '', summary: '', people: [] as string[], next: '', due: '' };

type Props = {
    /** What the conversation is about: account, opportunity. */
    about: Changes;
    people: { id: number; title: string | null }[];
};

export function Composer({ about, people }: Props) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const kindField = findField(useRecordType('interaction'), 'kind');
    const empty = { ...EMPTY, people: people.length === 1 ? [String(people[0]!.id)] : [] };
    const [values, setValues] = useState(empty);
    const [key, setKey] = useState(() => crypto.randomUUID());
    const set = (part: Partial<typeof EMPTY>) => setValues({ ...values, ...part });
    const save = useMutation({
        mutationFn: () =>
            createRecord(
                'interactions',
                {
                    ...about,
                    kind: values.kind,
                    subject: values.subject,
                    summary: values.summary || null,
                    contacts: values.people.map((id) => ({ id: Number(id), title: '' })),
                    next_step: values.next || null,
                    next_step_due: values.due || null,
                },
                key,
            ),
        onSuccess: () => {
            notifyDone(t(values.next ? 'composer.savedWithTask' : 'composer.saved'));
            setValues({ ...empty, kind: values.kind });
            setKey(crypto.randomUUID());
            return changed();
        },
    });
    const errors = save.error instanceof ApiProblem ? save.error.errors : [];
    const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
    const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && values.subject !== '') {
            event.preventDefault();
            save.mutate();
        }
    };
    return (
        <form
            className={classes.composer}
            aria-label={t('composer.label')}
            onKeyDown={onKey}
            onSubmit={(event) => {
                event.preventDefault();
                save.mutate();
            }}
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
                    aria-label={t('composer.subject')}
                    placeholder={t('composer.subject')}
                    value={values.subject}
                    error={errorOf('subject')}
                    onChange={(event) => set({ subject: event.currentTarget.value })}
                    maxLength={200}
                />
                <MultiSelect
                    aria-label={t('composer.people')}
                    placeholder={values.people.length === 0 ? t('composer.people') : undefined}
                    data={people.map((person) => ({ value: String(person.id), label: person.title ?? '' }))}
                    value={values.people}
                    onChange={(chosen) => set({ people: chosen })}
                    searchable
                    hidePickedOptions
                    nothingFoundMessage={t('picker.none')}
                />
                {values.subject !== '' && (
                    <>
                        <Textarea
                            className={classes.wide}
                            aria-label={t('composer.summary')}
                            placeholder={t('composer.summary')}
                            autosize
                            minRows={2}
                            maxRows={12}
                            value={values.summary}
                            error={errorOf('summary')}
                            onChange={(event) => set({ summary: event.currentTarget.value })}
                        />
                        <TextInput
                            aria-label={t('composer.next')}
                            placeholder={t('composer.next')}
                            value={values.next}
                            error={errorOf('next_step')}
                            onChange={(event) => set({ next: event.currentTarget.value })}
                        />
                        <TextInput
                            type="date"
                            aria-label={t('composer.due')}
                            value={values.due}
                            error={errorOf('next_step_due')}
                            onChange={(event) => set({ due: event.currentTarget.value })}
                        />
                    </>
                )}
            </div>
            {save.isError && errors.length === 0 && (
                <Alert color="red" mt="xs" role="alert">
                    {problemText(save.error)}
                </Alert>
            )}
            {values.subject !== '' && (
                <div className={classes.composerEnd}>
                    <span className={classes.hint}>{t('composer.hint')}</span>
                    <Button type="submit" loading={save.isPending}>
                        {t('action.save')}
                    </Button>
                </div>
            )}
        </form>
    );
}
