import { ApiProblem } from '~/api/client';
import { ErrorState } from '~/components/ErrorState';
import { NotFound } from '~/components/NotFound';
import { PageOpening } from '~/components/PageOpening';
import { SkeletonRows } from '~/components/SkeletonRows';

/** What stands in a record's place until it is there, or when it is not to be had. */
export function PageState({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
    if (error !== null) return <ErrorState error={error} onRetry={onRetry} />;
    return (
        <div aria-busy="true">
            <PageOpening />
            <SkeletonRows count={10} height={28} />
        </div>
    );
}
