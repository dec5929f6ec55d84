import { useRef } from 'react';

/** How long a page that is being opened is waited for: two seconds, mostly. */
const MOST_FRAMES = 120;

/** Leads to the composer of a page, which may stand a moment after the head that offers to log a conversation. */
export function useCompose() {
    const field = useRef<HTMLInputElement>(null);
    const lead = (frames: number) => {
        if (field.current !== null) field.current.focus();
        else if (frames > 0) requestAnimationFrame(() => lead(frames - 1));
    };
    return { field, compose: () => lead(MOST_FRAMES) };
}
