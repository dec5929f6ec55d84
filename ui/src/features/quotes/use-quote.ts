/** A quote as its pages read it, what is done with it, and what it would come to. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { type QuoteRequest, previewQuote, readQuote } from '~/api/quotes';
import { keys, useRecordsChanged } from '~/lib/queries';

const TYPING = 250;

export const useQuote = (id: number) => useQuery({ queryKey: keys.overview('quotes', id), queryFn: ({ signal }) => readQuote(id, signal) });

export function useStep<Body, Answer>(run: (body: Body) => Promise<Answer>, onDone: (answer: Answer) => void) {
    const changed = useRecordsChanged();
    return useMutation({
        mutationFn: run,
        onSuccess: async (answer) => {
            onDone(answer);
            await changed();
        },
    });
}

/** The server's totals, a moment after typing; what it refuses meanwhile is told when the quote is saved. */
export function usePreview(body: QuoteRequest) {
    const [text] = useDebouncedValue(JSON.stringify(body), TYPING);
    const asked = JSON.parse(text) as QuoteRequest;
    const preview = useQuery({
        queryKey: ['quote-preview', text],
        queryFn: ({ signal }) => previewQuote(asked, signal),
        enabled: Boolean(asked.account) && asked.lines.length > 0,
        placeholderData: keepPreviousData,
        retry: false,
    });
    const current = preview.data !== undefined && !preview.isPlaceholderData && text === JSON.stringify(body);
    return { preview: preview.isError ? undefined : preview.data, current, busy: preview.isFetching };
}
