import { useEffect, useEffectEvent } from 'react';

const PATIENCE = 1_000;

/** Two keys one after the other, as "g n"; not while somebody types or a dialog is open. */
export function useKeySequence(first: string, second: string, run: () => void) {
    const onSecond = useEffectEvent(run);
    useEffect(() => {
        let pressed = -Infinity;
        const onKeyDown = (event: KeyboardEvent) => {
            const busy = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
            if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key === second && event.timeStamp - pressed < PATIENCE) {
                event.preventDefault();
                event.stopPropagation();
                pressed = -Infinity;
                onSecond();
            } else {
                pressed = event.key === first ? event.timeStamp : -Infinity;
            }
        };
        // Before the keys of the page, for which the second one may mean something else.
        document.addEventListener('keydown', onKeyDown, { capture: true });
        return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
    }, [first, second]);
}
