import { createContext, useContext } from 'react';

/** Numbers of the records that a conversation is about. */
export type QuickLogAbout = { account?: number; contact?: number; opportunity?: number };

/** `line` is what it begins with, unless more was typed after it and kept; `about` stands in for the record whose page is open. */
export type QuickLogControl = { open: (line?: string, about?: QuickLogAbout, onSaved?: () => void) => void };

export const QuickLogContext = createContext<QuickLogControl | null>(null);

/** Opens the line in which a conversation is logged, over any page. */
export function useQuickLog(): QuickLogControl {
    const control = useContext(QuickLogContext);
    if (control === null) throw new Error('useQuickLog outside of QuickLogProvider');
    return control;
}
