import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, lazy, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { type QuickLogAbout, QuickLogContext } from '~/components/quick-log/context';
import { useCatalogue } from '~/lib/catalogue';

export const loadQuickLog = () => import('~/features/quick-log/QuickLogDialog');
const QuickLogDialog = lazy(loadQuickLog);

const PAGES = { accounts: 'account', contacts: 'contact', opportunities: 'opportunity' } as const;

/** The record whose page is open, for the draft to begin with. */
function usePage() {
    const pathname = useRouterState({ select: (state) => state.location.pathname });
    const [, plural, id] = /^\/(accounts|contacts|opportunities)\/(\d+)/.exec(pathname) ?? [];
    return plural === undefined ? {} : { [PAGES[plural as keyof typeof PAGES]]: Number(id) };
}

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

/** A page that has a use of its own for the key goes first. */
function useLogKey(open: () => void) {
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
        const typing = event.target instanceof HTMLElement && event.target.closest(TYPING) !== null;
        if (event.key !== 'l' || taken || typing || document.querySelector('[role="dialog"]') !== null) return;
        event.preventDefault();
        open();
    });
    useEffect(() => {
        window.addEventListener('keydown', onKeyDown);
        return () => window.removeEventListener('keydown', onKeyDown);
    }, []);
}

export function QuickLogProvider({ children }: { children: ReactNode }) {
    const may = useCatalogue().find('interaction')?.may.create === true;
    const page = usePage();
    const [begun, setBegun] = useState<{ line?: string; about?: QuickLogAbout; onSaved?: () => void } | null>(null);
    const open = useCallback((line?: string, about?: QuickLogAbout, onSaved?: () => void) => setBegun({ line, about, onSaved }), []);
    const control = useMemo(() => ({ open }), [open]);
    useLogKey(() => may && open());
    return (
        <QuickLogContext value={control}>
            {children}
            {begun && (
                <Suspense>
                    <QuickLogDialog page={begun.about ?? page} begin={begun.line} onSaved={begun.onSaved} onClose={() => setBegun(null)} />
                </Suspense>
            )}
        </QuickLogContext>
    );
}
