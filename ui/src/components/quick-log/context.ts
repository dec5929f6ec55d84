import { createContext, useContext } from 'react';

/** `line` is what it begins with in place of what was kept. */
export type QuickLogControl = { open: (line?: string) => void };

export const QuickLogContext = createContext<QuickLogControl | null>(null);

/** Opens the line in which a conversation is logged, over any page. */
export function useQuickLog(): QuickLogControl {
    const control = useContext(QuickLogContext);
    if (control === null) throw new Error('useQuickLog outside of QuickLogProvider');
    return control;
}
