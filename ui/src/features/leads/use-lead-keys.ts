import { useEffect, useEffectEvent } from 'react';

const TYPING = 'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

/** An inbox by keyboard: each letter runs what stands for it in `actions`, wherever the focus is but in a field.
 * It comes before the keys of the whole app: L logs on the lead that is shown. */
export function useLeadKeys(enabled: boolean, actions: Record<string, (() => void) | undefined>) {
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        if (!enabled || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
        if (event.target instanceof HTMLElement && event.target.closest(TYPING)) return;
        const run = actions[event.key];
        if (run === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        run();
    });
    useEffect(() => {
        document.addEventListener('keydown', onKeyDown, true);
        return () => document.removeEventListener('keydown', onKeyDown, true);
    }, []);
}
