import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type QuoteRequest, createQuote } from '~/api/quotes';
import { useGo } from '~/components/AppLink';
import { useOnceKey } from '~/lib/once';
import type { Search } from '~/lib/search-params';
import { QuoteEditor } from './QuoteEditor';
import { useStep } from './use-quote';
import { useQuoteForm } from './use-quote-form';

/** A new quote; the address may name the account and the opportunity that it is for. */
export default function NewQuotePage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const form = useQuoteForm(null, search);
    const onceKey = useOnceKey();
    const create = useStep((body: QuoteRequest) => createQuote(body, onceKey(body)), ({ record }) => go(`/quotes/${record.id}`, { replace: true }));
    const from = search.opportunity ? `/opportunities/${search.opportunity}` : search.account ? `/accounts/${search.account}` : '/quotes';
    return <QuoteEditor title={t('quote.new')} back={from} form={form} error={create.error} pending={create.isPending} onSave={() => create.mutate(form.body)} />;
}
