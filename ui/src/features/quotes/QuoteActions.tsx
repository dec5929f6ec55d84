/** What can be done with a quote now: as it stands, by whom. */
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconLink, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type QuoteDocument, type QuoteLink, reviseQuote, sendQuote } from '~/api/quotes';
import { useGo } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useScreenActions } from '~/lib/actions';
import { useProblemText } from '~/lib/problem';
import { useStep } from './use-quote';

export type Asked = { step: 'accept' | 'decline' | 'approve' } | { step: 'link'; sent: QuoteLink | null };
type Action = { key: string; label: string; shortcut?: string; run: () => void };

function useSteps({ record }: QuoteDocument, onAsk: (asked: Asked) => void) {
    const { t, i18n } = useTranslation();
    const go = useGo();
    const problemText = useProblemText();
    const onError = (error: Error) => notifyProblem(problemText(error));
    const send = useStep(() => sendQuote(record.id, i18n.language), (link) => {
        if (link.link === null) notifyDone(t('quote.waits', { number: record.number }));
        else onAsk({ step: 'link', sent: link });
    });
    const revise = useStep(() => reviseQuote(record.id), ({ record: newer }) => go(`/quotes/${newer.id}/edit`));
    return { send: () => send.mutate(undefined, { onError }), revise: () => revise.mutate(undefined, { onError }), pending: send.isPending || revise.isPending };
}

export function QuoteActions({ quote, onAsk }: { quote: QuoteDocument; onAsk: (asked: Asked) => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const { record, may_change: mayChange, may_approve: mayApprove } = quote;
    const { status } = record;
    const steps = useSteps(quote, onAsk);
    const open = status === 'draft' || status === 'waiting';
    const edit: Action = { key: 'edit quote', label: t('quote.change'), shortcut: 'e', run: () => go(`/quotes/${record.id}/edit`) };
    const send: Action = { key: 'send quote', label: t('quote.send'), shortcut: 's', run: steps.send };
    const link: Action = { key: 'quote link', label: t('quote.link'), shortcut: 'l', run: () => onAsk({ step: 'link', sent: null }) };
    const approve: Action = { key: 'approve quote', label: t('quote.decide'), run: () => onAsk({ step: 'approve' }) };
    const more: Action[] = [
        ...(status === 'sent' ? [{ key: 'accept quote', label: t('quote.acceptFor'), run: () => onAsk({ step: 'accept' }) }, { key: 'decline quote', label: t('quote.declineFor'), run: () => onAsk({ step: 'decline' }) }] : []),
        ...(['sent', 'declined', 'expired'].includes(status) ? [{ key: 'revise quote', label: t('quote.revise'), run: steps.revise }] : []),
    ];
    const shown = mayChange ? [...(open ? [edit] : [link]), ...(status === 'draft' || (open && mayApprove) ? [send] : []), ...more] : [];
    useScreenActions([...shown, ...(status === 'waiting' && mayApprove ? [approve] : [])]);
    if (!mayChange) return null;
    return (
        <>
            {open && <Button variant="default" aria-keyshortcuts="e" onClick={edit.run}>{edit.label}</Button>}
            {status === 'draft' && <Button leftSection={<IconSend size={16} aria-hidden />} loading={steps.pending} aria-keyshortcuts="s" onClick={send.run}>{send.label}</Button>}
            {status === 'waiting' && mayApprove && <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={approve.run}>{approve.label}</Button>}
            {!open && <Button variant={status === 'sent' ? 'filled' : 'default'} leftSection={<IconLink size={16} aria-hidden />} aria-keyshortcuts="l" onClick={link.run}>{link.label}</Button>}
            {more.length > 0 && (
                <Menu position="bottom-end">
                    <Menu.Target><Button variant="default">{t('quote.more')}</Button></Menu.Target>
                    <Menu.Dropdown>
                        {more.map(({ key, label, run }) => <Menu.Item key={key} onClick={run}>{label}</Menu.Item>)}
                    </Menu.Dropdown>
                </Menu>
            )}
        </>
    );
}
