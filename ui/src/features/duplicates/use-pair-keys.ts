import { useEffect, useEffectEvent } from 'react';

const TYPING = 'input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';
const ARROWS = ['ArrowLeft', 'ArrowRight'];

/** Keys pressed anywhere on the page, except where a person types; arrows stay with a choice that has the focus. */
export function onKeys(run: (key: string) => boolean): () => void {
    const listener = (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
        const target = event.target instanceof HTMLElement ? event.target : null;
        if (target?.closest(TYPING)) return;
        if (ARROWS.includes(event.key) && target?.closest('input, [role="radiogroup"]')) return;
        if (run(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
}

/** J and K go through the pairs. */
export function usePairKeys({ count, active, setActive }: { count: number; active: number; setActive: (index: number) => void }) {
    const move = useEffectEvent((key: string) => {
        if (key !== 'j' && key !== 'k') return false;
        setActive(Math.max(0, Math.min(count - 1, active + (key === 'j' ? 1 : -1))));
        return true;
    });
    useEffect(() => onKeys((key) => move(key)), []);
}
