/** A morning by keyboard: j and k go from row to row, a letter does what the row offers. */
import { type FocusEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react';

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

const ACTIONS: Record<string, string> = { x: 'tick', s: 'postpone', l: 'log', b: 'break' };

function rowsOf(list: HTMLElement | null): HTMLElement[] {
    return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
}

function enter(row: HTMLElement | undefined) {
    row?.querySelector<HTMLElement>('[data-main]')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
}

/** When the row that has the focus is done with and goes, the next one takes the focus. */
function useFocusThatStays(list: RefObject<HTMLElement | null>) {
    const last = useRef<{ element: HTMLElement; index: number } | null>(null);
    useEffect(() => {
        if (last.current === null || last.current.element.isConnected || document.activeElement !== document.body) return;
        const rows = rowsOf(list.current);
        enter(rows[Math.min(last.current.index, rows.length - 1)]);
    });
    return (event: FocusEvent<HTMLElement>) => {
        const index = rowsOf(list.current).findIndex((row) => row.contains(event.target));
        last.current = index < 0 ? null : { element: event.target, index };
    };
}

export function useRowKeys(list: RefObject<HTMLElement | null>, { enabled, onUndo }: { enabled: boolean; onUndo: () => void }) {
    const onFocus = useFocusThatStays(list);
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        if (!enabled || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target instanceof HTMLElement && event.target.closest(TYPING)) return;
        const rows = rowsOf(list.current);
        const at = rows.findIndex((row) => row.contains(document.activeElement));
        const offered = ACTIONS[event.key] === undefined ? null : rows[at]?.querySelector<HTMLElement>(`[data-act="${ACTIONS[event.key]}"]`);
        if (event.key === 'j') enter(rows[Math.min(at + 1, rows.length - 1)]);
        else if (event.key === 'k') enter(rows[Math.max(at - 1, 0)]);
        else if (event.key === 'z') onUndo();
        else if (offered) offered.click();
        else return;
        event.preventDefault();
        event.stopPropagation();
    });
    useEffect(() => {
        // Before the app's own keys: on a row "l" logs a call about it.
        document.addEventListener('keydown', onKeyDown, true);
        return () => document.removeEventListener('keydown', onKeyDown, true);
    }, []);
    return onFocus;
}
