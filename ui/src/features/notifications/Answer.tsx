/** An answer is a note on the same record that mentions whoever is answered. */
import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '~/api/live';
import { type Changes, createRecord, readRecord } from '~/api/records';
import { MentionTextarea } from '~/components/mentions/MentionTextarea';
import { notifyDone } from '~/components/notify';
import { useCreateKey } from '~/components/record-panel/use-record-form';
import { isReference, recordTitle, useCatalogue } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './Notifications.module.css';

/** Where the note belongs: the record itself, or the account, opportunity or lead that it is about. */
function useAbout() {
    const catalogue = useCatalogue();
    return async (item: Notification): Promise<Changes> => {
        const type = catalogue.type(item.type);
        const record = await readRecord(type.plural, item.record_id);
        const own = { id: record.id, title: recordTitle(type, record) };
        const account = item.type === 'account' ? own : record.account;
        const opportunity = item.type === 'opportunity' ? own : record.opportunity;
        const lead = item.type === 'lead' ? own : record.lead;
        const contact = item.type === 'contact' ? own : record.contact;
        return {
            ...(isReference(account) ? { account: account.id } : {}),
            ...(isReference(opportunity) ? { opportunity: opportunity.id } : {}),
            ...(isReference(lead) ? { lead: lead.id } : {}),
            ...(isReference(contact) ? { contacts: [contact] } : {}),
        };
    };
}

export function Answer({ item, onSent, onCancel }: { item: Notification; onSent: () => void; onCancel: () => void }) {
    const { t } = useTranslation();
    const about = useAbout();
    const changed = useRecordsChanged();
    const createKey = useCreateKey();
    const problemText = useProblemText();
    const [text, setText] = useState(item.by ? `@${item.by.title} ` : '');
    const send = useMutation({
        mutationFn: async () => {
            const note = await about(item);
            const contacts = Array.isArray(note.contacts) ? note.contacts.map((contact) => (isReference(contact) ? contact.id : contact)) : undefined;
            const subject = t('notifications.answerSubject', { record: item.title ?? '' }).trim();
            const record = { ...note, ...(contacts ? { contacts: contacts as never } : {}), kind: 'note', subject: subject.slice(0, 200), summary: text };
            return createRecord('interactions', record, createKey(record));
        },
        onSuccess: () => {
            notifyDone(t('notifications.answered'));
            onSent();
            return changed();
        },
    });
    const submit = () => text.trim() !== '' && !send.isPending && send.mutate();
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            submit();
        }
    };
    return (
        <form
            className={classes.answer}
            onSubmit={(event) => {
                event.preventDefault();
                submit();
            }}
        >
            <MentionTextarea aria-label={t('notifications.answer')} dir="auto" autosize minRows={2} maxRows={8} autoFocus value={text} onChange={setText} onKeyDown={onKeyDown} />
            {send.isError && (
                <Alert color="red" role="alert">
                    {problemText(send.error)}
                </Alert>
            )}
            <div className={classes.answerEnd}>
                <Button variant="default" size="compact-sm" onClick={onCancel}>
                    {t('action.cancel')}
                </Button>
                <Button type="submit" size="compact-sm" loading={send.isPending}>
                    {t('notifications.send')}
                </Button>
            </div>
        </form>
    );
}
