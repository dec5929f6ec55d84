import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isTyping } from '~/lib/actions';

type Options = {
    count: number;
    active: number;
    setActive: (index: number) => void;
    /** Brings a row into sight and gives it the focus. */
    scrollTo: RefObject<((index: number) => void) | null>;
    enabled: boolean;
    onOpen: (index: number) => void;
    onEdit: (index: number) => void;
    onNew: () => void;
    onFilter: () => void;
};

/** Letters work wherever the focus is on the page, except where a person types or chooses. */
export function useListKeys({ count, active, setActive, scrollTo, enabled, ...actions }: Options) {
    const move = (index: number) => {
        const next = Math.max(0, Math.min(count - 1, index));
        setActive(next);
        scrollTo.current?.(next);
    };
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        if (!enabled || event.ctrlKey || event.metaKey || event.altKey) return;
        if (isTyping(event) || document.querySelector('[role="dialog"]') !== null) return;
        const run: Record<string, () => void> = {
            j: () => move(active + 1),
            k: () => move(active - 1),
            o: () => actions.onOpen(active),
            e: () => actions.onEdit(active),
            n: actions.onNew,
            '/': actions.onFilter,
        };
        const action = run[event.key];
        if (action === undefined) return;
        event.preventDefault();
        action();
    });
    useEffect(() => {
        document.addEventListener('keydown', onKeyDown);
        return () => document.removeEventListener('keydown', onKeyDown);
    }, []);
}
