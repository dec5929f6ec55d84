/** A quote: what is offered, in which version, what the customer says to it, and what may be done now. */
import { Alert, Badge, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteDocument } from '~/api/quotes';
import type { RecordData } from '~/api/types';
import { RecordAttachments } from '~/components/attachments/RecordAttachments';
import { DateText, MomentText } from '~/components/DateText';
import { RecordHistory } from '~/components/history/RecordHistory';
import { Money } from '~/components/Money';
import { PageState } from '~/components/page/PageState';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { RecordLink } from '~/components/RecordLink';
import { SaleTotals } from '~/components/sale-lines/SaleTotals';
import { Trail } from '~/components/trail/Trail';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { MarginText } from './MarginText';
import { type Asked, QuoteActions } from './QuoteActions';
import { QuoteComments } from './QuoteComments';
import { QuoteLines } from './QuoteLines';
import classes from './Quotes.module.css';
import { useQuote } from './use-quote';

const LinkDialog = lazy(() => import('./LinkDialog'));
const AcceptDialog = lazy(() => import('./DecideDialogs').then((module) => ({ default: module.AcceptDialog })));
const DeclineDialog = lazy(() => import('./DecideDialogs').then((module) => ({ default: module.DeclineDialog })));
const ApproveDialog = lazy(() => import('./DecideDialogs').then((module) => ({ default: module.ApproveDialog })));

const COLOURS = { draft: 'gray', waiting: 'red', sent: 'blue', accepted: 'teal', declined: 'red', expired: 'gray', superseded: 'gray' } as const;
const TEXTS = ['introduction', 'timeline', 'terms'] as const;
const SHOWN = ['status', 'gross', 'discount', 'net', 'freight', 'tax', 'total', 'cost', 'margin', 'account', 'introduction', 'timeline', 'terms', 'signed_by', 'signed_title', 'signed_address', 'document_hash'];

type PartProps = { quote: QuoteDocument };

export default function QuotePage() {
    const id = Number(useParams({ strict: false }).id);
    const quote = useQuote(id);
    if (!quote.data) return <PageState error={quote.error} onRetry={() => void quote.refetch()} />;
    return <QuoteView key={id} quote={quote.data} />;
}

function Facts({ quote: { record } }: PartProps) {
    const { t } = useTranslation();
    return (
        <>
            <RecordLink type="account" record={{ id: record.account.id, title: record.account.title ?? '' }} />
            <strong><Money amount={record.total} currency={record.currency} /></strong>
            <span>{t('quote.version', { n: record.revision })}</span>
            {record.valid_until && <span>{t('quote.validUntil')} <DateText date={record.valid_until} /></span>}
            {record.viewed_at && <span>{t('quote.viewed')} <MomentText moment={record.viewed_at} age /></span>}
            {record.owner && <span>{t('account.ownedBy', { name: record.owner.title })}</span>}
        </>
    );
}

/** Who signed, when, from where, and that nothing has changed since. */
function Signature({ quote: { record, order, intact } }: PartProps) {
    const { t } = useTranslation();
    if (!record.signed_by) return null;
    return (
        <div className={classes.signature}>
            <div>
                {t('quote.signedBy')} <strong dir="auto">{record.signed_by}</strong>{record.signed_title && `, ${record.signed_title}`}
                {record.decided_at && <> · <MomentText moment={record.decided_at} /></>} {record.signed_address && ` · ${record.signed_address}`}
            </div>
            <div className={classes.small}>{t('quote.hash')} <code>{record.document_hash}</code> · {t(intact ? 'quote.intact' : 'quote.notIntact')}</div>
            {order && <div>{t('quote.order')} <RecordLink type="order" record={{ id: order.id, title: order.number }} /></div>}
        </div>
    );
}

function Offer({ quote }: PartProps) {
    const { t } = useTranslation();
    const type = useRecordType('quote');
    const { record } = quote;
    return (
        <>
            <QuoteLines quote={quote} />
            <SaleTotals totals={record} currency={record.currency} />
            {typeof record.margin === 'string' && Number(record.cost) !== 0 && (
                <Text size="sm" c="dimmed" ta="end" mt="xs">
                    {t('quote.margin')} <Money amount={record.margin} currency={record.currency} /> <MarginText margin={record.margin} net={record.net} />
                </Text>
            )}
            {TEXTS.map((name) => record[name] && (
                <div key={name}>
                    <div className={classes.small}>{findField(type, name)?.label}</div>
                    <p className={classes.text} dir="auto">{record[name]}</p>
                </div>
            ))}
        </>
    );
}

function Versions({ quote: { record, versions } }: PartProps) {
    const { t } = useTranslation();
    const status = findField(useRecordType('quote'), 'status');
    return (
        <ul className={classes.list}>
            {versions.map((version) => (
                <li key={version.id} className={classes.row} aria-current={version.id === record.id || undefined}>
                    {version.id === record.id ? <strong>{t('quote.version', { n: version.revision })}</strong> : <RecordLink type="quote" record={{ id: version.id, title: t('quote.version', { n: version.revision }) }} />}
                    <span>{choiceLabel(status, version.status)}</span>
                    <DateText date={version.date} />
                    <Money amount={version.total} currency={record.currency} />
                </li>
            ))}
        </ul>
    );
}

function Side({ quote }: PartProps) {
    const { t } = useTranslation();
    const record = quote.record as unknown as RecordData;
    return (
        <>
            <Section id="versions" title={t('quote.versions')} count={quote.versions.length}><Versions quote={quote} /></Section>
            <Section id="profile" title={t('account.profile')}><Profile type="quote" record={record} without={SHOWN} /></Section>
            <Section id="files" title={t('files.title')}><RecordAttachments plural="quotes" id={record.id} mayChange={quote.may_change} /></Section>
            <Section id="history" title={t('history.title')}><RecordHistory type="quote" id={record.id} /></Section>
        </>
    );
}

function Dialogs({ quote, asked, onClose }: PartProps & { asked: Asked | null; onClose: () => void }) {
    const { id, number } = quote.record;
    return (
        <Suspense>
            {asked?.step === 'link' && <LinkDialog id={id} number={number} sent={asked.sent} onClose={onClose} />}
            {asked?.step === 'accept' && <AcceptDialog quote={quote} onClose={onClose} />}
            {asked?.step === 'decline' && <DeclineDialog quote={quote} onClose={onClose} />}
            {asked?.step === 'approve' && <ApproveDialog quote={quote} onClose={onClose} />}
        </Suspense>
    );
}

function QuoteView({ quote }: PartProps) {
    const { t } = useTranslation();
    const type = useRecordType('quote');
    const [asked, setAsked] = useState<Asked | null>(null);
    const { record } = quote;
    const parts = [
        { id: 'lines', label: t('sale.lines') },
        { id: 'trail', label: t('trail.title') },
        { id: 'comments', label: t('quote.comments') },
        { id: 'versions', label: t('quote.versions') },
        { id: 'profile', label: t('account.profile') },
        { id: 'files', label: t('files.title') },
        { id: 'history', label: t('history.title') },
    ];
    return (
        <>
            <RecordFrame
                type="quote"
                record={record as unknown as RecordData}
                may={{ ...type.may, update: false, archive: false, delete: false }}
                badges={<Badge tt="none" variant="light" color={COLOURS[record.status]}>{choiceLabel(findField(type, 'status'), record.status)}</Badge>}
                facts={<Facts quote={quote} />}
                actions={<QuoteActions quote={quote} onAsk={setAsked} />}
                parts={parts}
                lead={
                    <>
                        {quote.discount.needs_approval && record.status === 'draft' && <Alert color="yellow" variant="light" mb="md">{t('quote.needsApproval')}</Alert>}
                        {record.decline_reason && <Alert color="red" variant="light" mb="md" title={t('quote.declined')}>{record.decline_reason}</Alert>}
                        <Signature quote={quote} />
                        <Section id="lines" title={t('sale.lines')}><Offer quote={quote} /></Section>
                        <Trail type="quote" id={record.id} />
                    </>
                }
                main={<Section id="comments" title={t('quote.comments')} count={quote.comments.length}><QuoteComments quote={quote} /></Section>}
                side={<Side quote={quote} />}
            />
            <Dialogs quote={quote} asked={asked} onClose={() => setAsked(null)} />
        </>
    );
}
