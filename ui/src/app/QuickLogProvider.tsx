import { useHotkeys } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, lazy, useCallback, useMemo, useState } from 'react';
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

export function QuickLogProvider({ children }: { children: ReactNode }) {
    const may = useCatalogue().find('interaction')?.may.create === true;
    const page = usePage();
    const [begun, setBegun] = useState<{ line: string | undefined; about: QuickLogAbout | undefined } | null>(null);
    const open = useCallback((line?: string, about?: QuickLogAbout) => setBegun({ line, about }), []);
    const control = useMemo(() => ({ open }), [open]);
    useHotkeys([['l', () => may && document.querySelector('[role="dialog"]') === null && open()]]);
    return (
        <QuickLogContext value={control}>
            {children}
            {begun && (
                <Suspense>
                    <QuickLogDialog page={begun.about ?? page} begin={begun.line} onClose={() => setBegun(null)} />
                </Suspense>
            )}
        </QuickLogContext>
    );
}
