import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { undoHandover } from '~/api/handover';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';

/** Gives back what nobody has changed since; its answer says what was. */
export function useTakeBack(onAllBack?: () => void) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    return useMutation({
        mutationFn: undoHandover,
        onSuccess: async ({ returned, kept }) => {
            await changed();
            notifyDone(t('handover.undone', { count: returned }));
            if (kept.length === 0) onAllBack?.();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
}
