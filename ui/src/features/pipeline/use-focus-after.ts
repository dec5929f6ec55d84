import type { UniqueIdentifier } from '@dnd-kit/core';
import { type RefObject, useEffect, useRef } from 'react';

/** A card that the keyboard put down becomes another element in its new place: the focus goes after it. */
export function useFocusAfter(shown: unknown, root: RefObject<HTMLElement | null>) {
    const carried = useRef<UniqueIdentifier | null>(null);
    useEffect(() => {
        if (carried.current === null || document.activeElement !== document.body) return;
        root.current?.querySelector<HTMLElement>(`[data-card="${carried.current}"]`)?.focus();
        carried.current = null;
    }, [shown, root]);
    return (card: UniqueIdentifier | null) => {
        carried.current = card;
    };
}
