/** Documents of a sale as pages read them, and what is done with one: everything that it may show in is read again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readDelivery, readInvoice, readOrder } from '~/api/orders';
import { useOnceKey } from '~/lib/once';
import { keys, useRecordsChanged } from '~/lib/queries';

export const useOrder = (id: number) => useQuery({ queryKey: keys.overview('orders', id), queryFn: ({ signal }) => readOrder(id, signal) });
export const useDelivery = (id: number) => useQuery({ queryKey: keys.overview('deliveries', id), queryFn: ({ signal }) => readDelivery(id, signal) });
export const useInvoice = (id: number) => useQuery({ queryKey: keys.overview('invoices', id), queryFn: ({ signal }) => readInvoice(id, signal) });

export function useStep<Body, Answer>(run: (body: Body, key: string) => Promise<Answer>, onDone: (answer: Answer) => void) {
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const onceKey = useOnceKey();
    const step = useMutation({
        mutationFn: (body: Body) => run(body, onceKey(body)),
        onSuccess: async (answer) => {
            onDone(answer);
            await Promise.all([changed(), client.invalidateQueries({ queryKey: keys.ledger })]);
        },
    });
    /** What was refused is forgotten once it is corrected. */
    const corrected = () => step.error && step.reset();
    return { ...step, corrected };
}
