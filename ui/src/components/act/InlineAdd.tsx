/** Adds a record where its list stands: a line of text, and what goes with it once something is typed. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Changes, createRecord } from '~/api/records';
import { useCreateKey } from '~/components/record-panel/use-record-form';
import { useCatalogue } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './Act.module.css';

type Props = {
    type: 'task' | 'promise';
    label: string;
    /** What it belongs to. */
    about: Changes;
    /** A choice to make beside the text, such as whose promise it is. */
    choice?: { field: string; label: string; options: { value: string; label: string }[] };
};

export function InlineAdd({ type: name, label, about, choice }: Props) {
    const { t } = useTranslation();
    const type = useCatalogue().find(name);
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const createKey = useCreateKey();
    const input = useRef<HTMLInputElement>(null);
    const [subject, setSubject] = useState('');
    const [due, setDue] = useState('');
    const [chosen, setChosen] = useState(choice?.options[0]?.value ?? '');
    const record: Changes = { ...about, subject: subject.trim(), due: due || null, ...(choice ? { [choice.field]: chosen } : {}) };
    const save = useMutation({
        mutationFn: () => createRecord(type!.plural, record, createKey(record)),
        onSuccess: () => {
            setSubject('');
            setDue('');
            input.current?.focus();
            return changed();
        },
    });
    if (!type?.may.create) return null;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (subject.trim() !== '' && !save.isPending) save.mutate();
    };
    return (
        <form className={classes.add} onSubmit={submit} aria-label={label}>
            <TextInput
                ref={input}
                aria-label={label}
                placeholder={label}
                dir="auto"
                maxLength={200}
                value={subject}
                error={save.isError ? problemText(save.error) : undefined}
                onChange={(event) => setSubject(event.currentTarget.value)}
            />
            {subject !== '' && (
                <div className={classes.more}>
                    {choice && <SegmentedControl size="xs" aria-label={choice.label} data={choice.options} value={chosen} onChange={setChosen} />}
                    <TextInput type="date" size="xs" aria-label={t('inlineAdd.due')} value={due} onChange={(event) => setDue(event.currentTarget.value)} />
                    <Button type="submit" size="xs" loading={save.isPending}>
                        {t('action.add')}
                    </Button>
                </div>
            )}
        </form>
    );
}
