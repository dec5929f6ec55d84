import { useQuery, useQueryClient } from '@tanstack/react-query';
import { readFirstDay, showTour } from '~/api/first-day';
import { keys } from '~/lib/queries';

export function useFirstDay() {
    return useQuery({ queryKey: keys.firstDay, queryFn: ({ signal }) => readFirstDay(signal) });
}

/** Shows the first steps again, or puts them away for good. */
export function useShowTour() {
    const client = useQueryClient();
    return async (open: boolean) => {
        await showTour(open);
        await client.invalidateQueries({ queryKey: keys.firstDay });
    };
}
