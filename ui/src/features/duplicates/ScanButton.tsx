/** Looks through the whole book in the background and says how far it is. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readJob, scanDuplicates } from '~/api/duplicates';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';

const POLL_MILLISECONDS = 500;
const BUSY = ['queued', 'running'];

export function ScanButton() {
    const { t } = useTranslation();
    const may = useRecordType('account').may.create;
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const [job, setJob] = useState<number | null>(null);
    const progress = useQuery({
        queryKey: ['jobs', job],
        queryFn: async ({ signal }) => {
            const read = await readJob(job!, signal);
            if (!BUSY.includes(read.state)) {
                setJob(null);
                if (read.state === 'failed') notifyProblem(read.problem ?? t('duplicates.scanFailed'));
                else notifyDone(t('duplicates.scanned'));
                void changed();
            }
            return read;
        },
        enabled: job !== null,
        refetchInterval: POLL_MILLISECONDS,
    });
    const scan = useMutation({
        mutationFn: scanDuplicates,
        onSuccess: ({ id }) => setJob(id),
        onError: (error) => notifyProblem(problemText(error)),
    });
    useScreenActions(may && job === null ? [{ key: 'scan', label: t('duplicates.scan'), run: () => scan.mutate() }] : []);
    if (!may) return null;
    const { done, total } = progress.data ?? { done: 0, total: null };
    const share = total ? Math.round((done / total) * 100) : 0;
    return (
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} disabled={job !== null} onClick={() => scan.mutate()}>
            {job === null ? t('duplicates.scan') : t('duplicates.scanning', { share })}
        </Button>
    );
}
