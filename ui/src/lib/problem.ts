import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';

/** What happened, in the reader's words: the server's own sentence where it gave one. */
export function useProblemText() {
    const { t } = useTranslation();
    return useCallback(
        (error: unknown): string => {
            if (!(error instanceof ApiProblem)) return t('error.unexpected');
            if (error.status === 0) return t('error.unreachable');
            if (error.retryAfter !== null) {
                const wait = t('error.retryAfter', { count: error.retryAfter });
                return error.detail ? `${error.detail} ${wait}` : wait;
            }
            if (error.detail) return error.detail;
            if (error.errors.length > 0) return error.errors.map((problem) => problem.message).join(' ');
            if (error.status === 403) return t('error.forbidden');
            return error.title || t('error.unexpected');
        },
        [t],
    );
}
