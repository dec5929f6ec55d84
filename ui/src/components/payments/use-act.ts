/** Does something with money once, however often it is sent; then all that shows money is read again. */
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiProblem } from '~/api/client';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useLedgerChanged } from '~/components/ledger/use-ledger';

export function useMoneyAct<Input, Output>(act: (input: Input, key: string) => Promise<Output>, done: (output: Output) => void) {
    const ledgerChanged = useLedgerChanged();
    const recordsChanged = useRecordsChanged();
    const problemText = useProblemText();
    const sent = useRef({ body: '', key: '' });
    const mutation = useMutation({
        mutationFn: (input: Input) => {
            // The same sent again is done once; what was changed is another.
            const body = JSON.stringify(input);
            if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
            return act(input, sent.current.key);
        },
        onSuccess: async (output) => {
            sent.current = { body: '', key: '' };
            done(output);
            await Promise.all([ledgerChanged(), recordsChanged()]);
        },
    });
    const problems = mutation.error instanceof ApiProblem ? mutation.error.errors : [];
    return {
        run: mutation.mutate,
        pending: mutation.isPending,
        reset: mutation.reset,
        problem: mutation.error ? problemText(mutation.error) : null,
        errorOf: (field: string) => problems.find((one) => one.field === field)?.message,
    };
}
