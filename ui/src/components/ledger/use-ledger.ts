import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Ledger, readLedger } from '~/api/ledger';
import { keys } from '~/lib/queries';

export const useLedger = () => useQuery({ queryKey: keys.ledger, queryFn: ({ signal }) => readLedger(signal) });

/** After a posting every statement and list of the ledger is read again. */
export function useLedgerChanged() {
    const client = useQueryClient();
    return async (ledger?: Ledger) => {
        if (ledger) client.setQueryData(keys.ledger, ledger);
        await client.invalidateQueries({ queryKey: keys.ledger });
    };
}
