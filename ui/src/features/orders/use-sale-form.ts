/** A new order or cash sale while it is typed: what the customer is known for is filled in. */
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { readRecord } from '~/api/records';
import type { OrderRequest } from '~/api/orders';
import type { RecordData, Reference } from '~/api/types';
import { bodyOf, totalsOf } from '~/components/sale-lines/lines';
import { useLines } from '~/components/sale-lines/use-lines';
import { referenceOf, textOf, useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';

export type SaleHead = {
    account: Reference | null;
    contact: Reference | null;
    opportunity: Reference | null;
    currency: string;
    date: string;
    requestedOn: string;
    paymentTerms: string;
    reference: string;
    discount: string;
    freight: string;
    note: string;
};

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const figure = (text: string) => orNull(text.replace(/[\s,]/g, ''));

function headBody(head: SaleHead): Omit<OrderRequest, 'lines'> {
    return {
        account: head.account?.id,
        contact: head.contact?.id ?? null,
        opportunity: head.opportunity?.id ?? null,
        currency: head.currency,
        date: head.date,
        requested_on: orNull(head.requestedOn),
        payment_terms: orNull(head.paymentTerms),
        customer_reference: orNull(head.reference),
        discount_percent: figure(head.discount),
        freight: figure(head.freight),
        note: orNull(head.note),
    };
}

const named = (record: RecordData): Reference => ({ id: record.id, title: textOf(record, 'name') });

/** The address may name the account and the opportunity that the sale comes from. */
async function readGiven(search: Search): Promise<Partial<SaleHead>> {
    const id = (name: string) => (/^[1-9]\d{0,17}$/.test(search[name] ?? '') ? Number(search[name]) : null);
    const [account, opportunity] = [id('account'), id('opportunity')];
    const deal = opportunity === null ? null : await readRecord('opportunities', opportunity);
    const of = account ?? (deal && referenceOf(deal, 'account')?.id) ?? null;
    const customer = of === null ? null : await readRecord('accounts', of);
    return {
        ...(customer && { account: named(customer), currency: textOf(customer, 'currency'), paymentTerms: textOf(customer, 'payment_terms') }),
        ...(deal && { opportunity: named(deal), contact: referenceOf(deal, 'contact'), currency: textOf(deal, 'currency') }),
    };
}

export function useSaleForm() {
    const search = useSearch({ strict: false }) as Search;
    const { session } = useSession();
    const catalogue = useCatalogue();
    const [head, setHead] = useState<SaleHead>({
        account: null, contact: null, opportunity: null, currency: session.organisation.currency, date: today(), requestedOn: '', paymentTerms: '', reference: '', discount: '', freight: '', note: '',
    });
    const lines = useLines([], { account: head.account?.id ?? null, currency: head.currency, date: head.date });
    const change = (part: Partial<SaleHead>) => setHead((now) => ({ ...now, ...part }));
    const take = (given: Partial<SaleHead>) => change(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== null)));
    useEffect(() => {
        let here = true;
        void readGiven(search).then((given) => here && take(given), () => undefined);
        return () => void (here = false);
        // The address is read once, as the form is opened.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    const chooseAccount = (account: Reference | null) => {
        change({ account, contact: null });
        if (account !== null) void readGiven({ account: String(account.id) }).then((given) => take(given), () => undefined);
    };
    const digits = catalogue.exponent(head.currency);
    const totals = totalsOf(lines.filled, head, digits);
    return { head, change, chooseAccount, lines, totals, body: { ...headBody(head), lines: bodyOf(lines.lines) } };
}

export type SaleForm = ReturnType<typeof useSaleForm>;
