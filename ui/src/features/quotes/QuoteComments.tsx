import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type QuoteDocument, commentQuote } from '~/api/quotes';
import { MomentText } from '~/components/DateText';
import page from '~/components/page/Page.module.css';
import { useOnceKey } from '~/lib/once';
import { useProblemText } from '~/lib/problem';
import classes from './Quotes.module.css';
import { useStep } from './use-quote';

/** What is said on the customer's page, by either side. */
export function QuoteComments({ quote: { record, comments, may_change: mayChange } }: { quote: QuoteDocument }) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [text, setText] = useState('');
    const onceKey = useOnceKey();
    const send = useStep((body: string) => commentQuote(record.id, body, onceKey([record.id, comments.length, body])), () => setText(''));
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (text.trim() !== '') send.mutate(text.trim());
    };
    return (
        <>
            {comments.length === 0 && <p className={page.none}>{t('quote.noComments')}</p>}
            <ul className={classes.list}>
                {comments.map((comment) => (
                    <li key={comment.id}>
                        <div className={classes.row}>
                            <strong dir="auto">{comment.name}</strong>
                            <span className={classes.small}>{comment.customer && `${t('quote.byCustomer')} · `}<MomentText moment={comment.at} age /></span>
                        </div>
                        <div className={classes.text} dir="auto">{comment.body}</div>
                    </li>
                ))}
            </ul>
            {mayChange && (
                <form onSubmit={submit}>
                    <Textarea mt="sm" aria-label={t('quote.comment')} placeholder={t('quote.comment')} dir="auto" autosize minRows={2} maxRows={10} maxLength={5000} value={text} error={send.error && problemText(send.error)} onChange={(event) => setText(event.currentTarget.value)} />
                    <Button type="submit" variant="default" mt="xs" loading={send.isPending} disabled={text.trim() === ''}>{t('quote.sendComment')}</Button>
                </form>
            )}
        </>
    );
}
