/** Small steps that a row offers: done at once, taken back with one press. */
import { useCallback, useRef, useState } from 'react';
import { notifyDone, notifyProblem } from '~/components/notify';
import type { RecordData } from '~/api/types';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';

export type Step = {
    run: () => Promise<RecordData>;
    /** Takes it back, from the record as the step left it. */
    undo: (saved: RecordData) => Promise<unknown>;
    /** What was done. */
    text: string;
};

/** `busy` names the rows whose step is under way; they may already look as if it had succeeded. `undoLast` takes the last step back. */
export function useAct() {
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const last = useRef<(() => void) | null>(null);
    const underWay = useRef<Promise<unknown>>(Promise.resolve());
    const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
    const act = useCallback(
        async (row: string, { run, undo, text }: Step) => {
            const fail = (error: unknown) => notifyProblem(problemText(error));
            setBusy((rows) => new Set([...rows, row]));
            const step = async () => {
                const saved = await run();
                const back = () => {
                    last.current = null;
                    underWay.current = undo(saved).then(changed, fail);
                };
                last.current = back;
                notifyDone(text, back);
            };
            underWay.current = step().catch(fail);
            await underWay.current;
            await changed();
            setBusy((rows) => new Set([...rows].filter((other) => other !== row)));
        },
        [changed, problemText],
    );
    // Asked for while the step is still on its way, it is taken back as soon as it is done.
    const undoLast = useCallback(() => void underWay.current.then(() => last.current?.()), []);
    return { act, busy, undoLast };
}
