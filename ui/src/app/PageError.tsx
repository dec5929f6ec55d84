import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem } from '~/api/client';
import { ErrorState } from '~/components/ErrorState';
import { NotFound } from '~/components/NotFound';

export function PageError({ error, reset }: ErrorComponentProps) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
    return <ErrorState error={error} onRetry={reset} />;
}
