import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type QuoteDocument, type QuoteRequest, replaceQuote } from '~/api/quotes';
import { useGo } from '~/components/AppLink';
import { PageState } from '~/components/page/PageState';
import { useOnceKey } from '~/lib/once';
import { QuoteEditor } from './QuoteEditor';
import { useQuote, useStep } from './use-quote';
import { useQuoteForm } from './use-quote-form';

/** A draft is changed as a whole; what others did meanwhile is not typed over silently while it is open. */
export default function EditQuotePage() {
    const id = Number(useParams({ strict: false }).id);
    const quote = useQuote(id);
    if (!quote.data) return <PageState error={quote.error} onRetry={() => void quote.refetch()} />;
    return <Edit key={id} quote={quote.data} />;
}

function Edit({ quote }: { quote: QuoteDocument }) {
    const { t } = useTranslation();
    const go = useGo();
    const { id, number } = quote.record;
    const form = useQuoteForm(quote, {});
    const onceKey = useOnceKey();
    const page = `/quotes/${id}`;
    const replace = useStep((body: QuoteRequest) => replaceQuote(id, body, onceKey(body)), () => go(page, { replace: true }));
    return <QuoteEditor title={t('quote.edit', { number })} back={page} form={form} error={replace.error} pending={replace.isPending} onSave={() => replace.mutate(form.body)} />;
}
