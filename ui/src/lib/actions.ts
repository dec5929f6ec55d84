/** What the open screen can do: said once, and from there it has its key, its place in the palette and its line under "?". */
import { useEffect, useEffectEvent, useRef } from 'react';

export type ScreenAction = {
    /** Tells actions apart; of two with the same key the one that came later counts. */
    key: string;
    label: string;
    /** One key as "e", or two one after the other as "g n". */
    shortcut?: string;
    /** Without it the action is only explained: it needs a row that has the focus. */
    run?: () => void;
    /** Of the frame around every screen. */
    everywhere?: boolean;
};

type Options = {
    /** False: the shortcuts are heard elsewhere. */
    bind?: boolean;
    enabled?: boolean;
    /** Before the keys of the whole app, for a screen that means something else by one of them. */
    first?: boolean;
};

const screens = new Map<symbol, () => ScreenAction[]>();

/** Typing is not commanding; neither is choosing from an open list. */
const TYPING = 'input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

export function isTyping(event: KeyboardEvent): boolean {
    return event.target instanceof HTMLElement && event.target.closest(TYPING) !== null;
}

/** Every action of the open screen, those of its parts too. */
export function screenActions(): ScreenAction[] {
    const actions = new Map<string, ScreenAction>();
    for (const read of screens.values()) for (const action of read()) actions.set(action.key, action);
    return [...actions.values()];
}

/** Offers actions as long as the component is on screen. */
export function useScreenActions(actions: ScreenAction[], { bind = true, enabled = true, first = false }: Options = {}) {
    const offered = useRef<ScreenAction[]>([]);
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        if (!enabled || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
        if (document.querySelector('[role="dialog"]') !== null) return;
        const action = actions.find(({ shortcut, run }) => run !== undefined && shortcut === event.key);
        if (action === undefined) return;
        event.preventDefault();
        if (first) event.stopPropagation();
        action.run!();
    });
    useEffect(() => {
        offered.current = enabled ? actions : [];
    });
    useEffect(() => {
        const screen = Symbol();
        screens.set(screen, () => offered.current);
        return () => void screens.delete(screen);
    }, []);
    useEffect(() => {
        if (!bind) return undefined;
        const listener = (event: KeyboardEvent) => onKeyDown(event);
        document.addEventListener('keydown', listener, { capture: first });
        return () => document.removeEventListener('keydown', listener, { capture: first });
    }, [bind, first]);
}
