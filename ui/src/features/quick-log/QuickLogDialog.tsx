/** One line becomes a conversation: typed, read while it is typed, shown as fields, saved with Enter. */
import { Alert, Button, Modal, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import type { QuickLogDraft } from '~/api/quick-log';
import { useGo } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useSession } from '~/lib/session';
import { Choices } from './Choices';
import { Draft } from './Draft';
import classes from './QuickLog.module.css';
import { takeBack } from './take-back';
import { type Page, type Saved, openPoints, useQuickLogLine, useQuickLogSave } from './use-quick-log';

const PHONE = '(max-width: 48em)';

/** Codes of notes that the app says in the reader's language; any other is shown in the server's words. */
const NOTES = ['not_understood', 'unknown_name', 'several_of_this_name', 'too_many_of_this_name', 'due_is_past', 'start_is_to_come', 'second_account', 'other_account', 'nobody_named'] as const;

function Notes({ draft }: { draft: QuickLogDraft }) {
    const { t } = useTranslation();
    const notes = draft.notes.filter(({ code, text }) => code !== 'several_of_this_name' && !draft.unknown.includes(text ?? ''));
    if (notes.length === 0) return null;
    return (
        <ul className={classes.notes}>
            {notes.map(({ code, text, message }) => {
                const known = NOTES.find((one) => one === code);
                return <li key={code + (text ?? '')}>{known ? t(`quickLog.note.${known}`, { text: text ?? '' }) : message}</li>;
            })}
        </ul>
    );
}

function useSaved(onClose: () => void) {
    const { t } = useTranslation();
    const go = useGo();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const { box } = useQuickLogSave(useRecordType('interaction'));
    return ({ record, key }: Saved) => {
        onClose();
        if (record === null) {
            notifyDone(t('quickLog.waits'), () => box.remove(key));
            return;
        }
        void changed();
        const undo = () => {
            takeBack(record)
                .then(changed)
                .catch((error: unknown) => notifyProblem(problemText(error)));
        };
        notifyDone(t('quickLog.saved', { subject: String(record.subject) }), undo, { label: t('action.open'), run: () => go(`/interactions/${record.id}`) });
    };
}

function useLog(page: Page, begin: string | undefined, onClose: () => void) {
    const type = useRecordType('interaction');
    const { session } = useSession();
    const log = useQuickLogLine(type, session, page, begin);
    const save = useQuickLogSave(type);
    const saved = useSaved(onClose);
    const [state, setState] = useState<{ saving: boolean; error: Error | null }>({ saving: false, error: null });
    /** The line about which open questions were shown; the next Enter saves in spite of them. */
    const shown = useRef('');
    const submit = async (sure: boolean, ask: () => void) => {
        if (log.line === '' || state.saving) return;
        setState({ saving: true, error: null });
        try {
            const draft = await log.read();
            const open = draft === null ? null : openPoints(draft, log.kept);
            const isOpen = open !== null && (open.choices.length > 0 || open.unknown.length > 0 || draft?.understood === false);
            if (isOpen && !sure && shown.current !== log.line) {
                shown.current = log.line;
                setState({ saving: false, error: null });
                ask();
                return;
            }
            const result = draft === null ? await save.line(log.input()) : await save.draft(draft, log.valuesOf(draft), log.kept);
            log.clear();
            saved(result);
        } catch (error) {
            setState({ saving: false, error: error as Error });
        }
    };
    return { type, log, submit, ...state };
}

function Footer({ phone, saving, disabled, onSave }: { phone: boolean; saving: boolean; disabled: boolean; onSave: () => void }) {
    const { t } = useTranslation();
    return (
        <div className={classes.footer}>
            {!phone && <span className={classes.hint}>{t('quickLog.hint')}</span>}
            <Button onClick={onSave} loading={saving} disabled={disabled} size={phone ? 'lg' : 'sm'} fullWidth={phone}>
                {t('action.save')}
            </Button>
        </div>
    );
}

type Props = { page: Page; begin: string | undefined; onSaved?: () => void; onClose: () => void };

export default function QuickLogDialog({ page, begin, onSaved, onClose }: Props) {
    const { t } = useTranslation();
    const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
    const problemText = useProblemText();
    const form = useRef<HTMLDivElement>(null);
    const input = useRef<HTMLTextAreaElement>(null);
    const { type, log, submit, saving, error } = useLog(page, begin, () => {
        onClose();
        onSaved?.();
    });
    const errors = error instanceof ApiProblem ? Object.fromEntries(error.errors.map(({ field, message }) => [field, message])) : {};
    const ask = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[data-choice], input[data-choice]')?.focus());
    const onKeyDown = (event: KeyboardEvent) => {
        const inLine = event.target === input.current && !event.shiftKey;
        const sure = event.ctrlKey || event.metaKey;
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(inLine || sure)) return;
        event.preventDefault();
        void submit(sure, ask);
    };
    return (
        <Modal opened onClose={onClose} title={t('quickLog.title')} size="xl" fullScreen={phone} centered={false} yOffset="8vh" transitionProps={{ duration: 80 }}
            closeButtonProps={{ 'aria-label': t('action.close') }}>
            <div ref={form} className={classes.form} onKeyDown={onKeyDown}>
                <Textarea
                    ref={input}
                    data-autofocus
                    aria-label={t('quickLog.line')}
                    placeholder={t('quickLog.example')}
                    size="md"
                    dir="auto"
                    autosize
                    minRows={phone ? 2 : 1}
                    maxRows={6}
                    maxLength={2000}
                    enterKeyHint="send"
                    onFocus={(event) => event.currentTarget.setSelectionRange(log.kept.line.length, log.kept.line.length)}
                    value={log.kept.line}
                    onChange={(event) => log.set({ line: event.currentTarget.value })}
                />
                {log.restored && (
                    <p className={classes.hint}>
                        {t('quickLog.kept')}{' '}
                        <Button variant="subtle" size="compact-xs" onClick={() => (log.clear(), input.current?.focus())}>
                            {t('quickLog.anew')}
                        </Button>
                    </p>
                )}
                {log.offline && <p className={classes.offline}>{t('quickLog.offline')}</p>}
                {log.draft === null || log.values === null ? (
                    !log.offline && <p className={classes.hint}>{t('quickLog.grammar')}</p>
                ) : (
                    <>
                        <Notes draft={log.draft} />
                        <Choices draft={log.draft} kept={log.kept} onChange={log.set} onChosen={() => input.current?.focus()} />
                        <Draft type={type} values={log.values} suggested={log.draft.suggested_opportunity} errors={errors}
                            onChange={(name, value) => log.set({ changed: { ...log.kept.changed, [name]: value } })} />
                    </>
                )}
                {(error ?? log.error) !== null && (
                    <Alert color="red" role="alert">
                        {problemText(error ?? log.error)}
                    </Alert>
                )}
                <Footer phone={phone} saving={saving} disabled={log.line === ''} onSave={() => void submit(true, ask)} />
            </div>
        </Modal>
    );
}
