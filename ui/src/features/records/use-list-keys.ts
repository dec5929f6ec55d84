import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';

type Options = {
    count: number;
    active: number;
    setActive: (index: number) => void;
    enabled: boolean;
    onOpen: (index: number) => void;
    onEdit: (index: number) => void;
    onNew: () => void;
    onFilter: () => void;
};

export type ScrollTo = { current: ((index: number) => void) | null };

/** Letters work wherever the focus is on the page, except in inputs and open menus. */
export function useListKeys({ count, active, setActive, enabled, onOpen, onEdit, onNew, onFilter }: Options): ScrollTo {
    const scrollTo = useRef<((index: number) => void) | null>(null);
    const move = (index: number) => {
        const next = Math.max(0, Math.min(count - 1, index));
        setActive(next);
        scrollTo.current?.(next);
    };
    const when = (run: () => void) => (event: KeyboardEvent) => {
        const target = event.target as HTMLElement;
        if (!enabled || target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return;
        event.preventDefault();
        run();
    };
    useHotkeys([
        ['j', when(() => move(active + 1))],
        ['k', when(() => move(active - 1))],
        ['e', when(() => onEdit(active))],
        ['n', when(onNew)],
        ['/', when(onFilter)],
        ['o', when(() => onOpen(active))],
    ], ['INPUT', 'TEXTAREA', 'SELECT']);
    return scrollTo;
}
