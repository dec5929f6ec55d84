/** A quote while it is typed: what the customer and the opportunity are known for is filled in. */
import { useEffect, useState } from 'react';
import type { QuoteDocument, QuoteRequest } from '~/api/quotes';
import { readRecord } from '~/api/records';
import type { RecordData, Reference } from '~/api/types';
import { bodyOf, totalsOf, typedLines } from '~/components/sale-lines/lines';
import { useLines } from '~/components/sale-lines/use-lines';
import { referenceOf, textOf, useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';

export type QuoteHead = {
    account: Reference | null;
    contact: Reference | null;
    opportunity: Reference | null;
    owner: Reference | null;
    currency: string;
    date: string;
    validUntil: string;
    paymentTerms: string;
    discount: string;
    freight: string;
    introduction: string;
    timeline: string;
    terms: string;
};

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const figure = (text: string) => orNull(text.replace(/[\s,]/g, ''));
const shown = (amount: string | number | null) => (amount === null || Number(amount) === 0 ? '' : String(amount));
const reference = (value: { id: number; title?: string | null } | null | undefined): Reference | null => (value ? { id: value.id, title: value.title ?? '' } : null);

function headBody(head: QuoteHead): Omit<QuoteRequest, 'lines'> {
    return {
        account: head.account?.id,
        contact: head.contact?.id ?? null,
        opportunity: head.opportunity?.id ?? null,
        owner: head.owner?.id ?? null,
        currency: head.currency,
        date: orNull(head.date),
        valid_until: orNull(head.validUntil),
        payment_terms: orNull(head.paymentTerms),
        discount_percent: figure(head.discount),
        freight: figure(head.freight),
        introduction: orNull(head.introduction),
        timeline: orNull(head.timeline),
        terms: orNull(head.terms),
    };
}

function emptyHead(currency: string): QuoteHead {
    return { account: null, contact: null, opportunity: null, owner: null, currency, date: today(), validUntil: '', paymentTerms: '', discount: '', freight: '', introduction: '', timeline: '', terms: '' };
}

function headOf({ record, freight }: QuoteDocument): QuoteHead {
    return {
        account: reference(record.account),
        contact: reference(record.contact),
        opportunity: reference(record.opportunity),
        owner: reference(record.owner),
        currency: record.currency,
        date: record.date,
        validUntil: record.valid_until ?? '',
        paymentTerms: record.payment_terms ?? '',
        discount: shown(record.discount_percent),
        freight: shown(freight),
        introduction: record.introduction ?? '',
        timeline: record.timeline ?? '',
        terms: record.terms ?? '',
    };
}

const named = (record: RecordData): Reference => ({ id: record.id, title: textOf(record, 'name') });

/** Who asks, and for which deal: the address names them. */
async function readGiven(search: Search): Promise<Partial<QuoteHead>> {
    const id = (name: string) => (/^[1-9]\d{0,17}$/.test(search[name] ?? '') ? Number(search[name]) : null);
    const opportunity = id('opportunity');
    const deal = opportunity === null ? null : await readRecord('opportunities', opportunity);
    const of = id('account') ?? (deal && referenceOf(deal, 'account')?.id) ?? null;
    const customer = of === null ? null : await readRecord('accounts', of);
    return {
        ...(customer && { account: named(customer), currency: textOf(customer, 'currency'), paymentTerms: textOf(customer, 'payment_terms') }),
        ...(deal && { opportunity: named(deal), contact: referenceOf(deal, 'contact'), currency: textOf(deal, 'currency') }),
    };
}

export function useQuoteForm(document: QuoteDocument | null, search: Search) {
    const { session } = useSession();
    const catalogue = useCatalogue();
    const [head, setHead] = useState(() => (document ? headOf(document) : emptyHead(session.organisation.currency)));
    const lines = useLines(document ? typedLines(document.lines) : [], { account: head.account?.id ?? null, currency: head.currency, date: head.date });
    const change = (part: Partial<QuoteHead>) => setHead((now) => ({ ...now, ...part }));
    const take = (given: Partial<QuoteHead>) => change(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== null)));
    useEffect(() => {
        let here = true;
        if (!document) void readGiven(search).then((given) => here && take(given), () => undefined);
        return () => void (here = false);
        // The address is read once, as the form is opened.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    const chooseAccount = (account: Reference | null) => {
        change({ account, contact: null });
        if (account !== null) void readGiven({ account: String(account.id) }).then((given) => take(given), () => undefined);
    };
    const body: QuoteRequest = { ...headBody(head), lines: bodyOf(lines.lines) };
    return { head, change, chooseAccount, lines, body, totals: totalsOf(lines.filled, head, catalogue.exponent(head.currency)) };
}

export type QuoteForm = ReturnType<typeof useQuoteForm>;
