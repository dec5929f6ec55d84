import { Skeleton } from '@mantine/core';
import { ApiProblem } from '~/api/client';
import { ErrorState } from '~/components/ErrorState';
import { NotFound } from '~/components/NotFound';
import { SkeletonRows } from '~/components/SkeletonRows';
import classes from './Page.module.css';

/** What stands in a record's place until it is there, or when it is not to be had. */
export function PageState({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
    if (error !== null) return <ErrorState error={error} onRetry={onRetry} />;
    return (
        <div className={classes.head} aria-busy="true">
            <Skeleton height={14} width="5rem" mb="xs" />
            <Skeleton height={30} width="18rem" mb="lg" />
            <SkeletonRows count={10} height={28} />
        </div>
    );
}
