import { type ReactNode, Suspense, lazy, useCallback, useMemo, useRef, useState } from 'react';
import { type PanelRequest, RecordPanelContext } from './context';

export const loadRecordPanel = () => import('./RecordPanel');
const RecordPanel = lazy(loadRecordPanel);

export function RecordPanelProvider({ children }: { children: ReactNode }) {
    const [requests, setRequests] = useState<(PanelRequest & { key: number })[]>([]);
    const opened = useRef(0);
    const open = useCallback((request: PanelRequest) => {
        const key = ++opened.current;
        setRequests((stack) => [...stack, { ...request, key }]);
    }, []);
    const close = useCallback((key: number) => setRequests((stack) => stack.filter((request) => request.key !== key)), []);
    const control = useMemo(() => ({ open, isOpen: requests.length > 0 }), [open, requests.length]);
    return (
        <RecordPanelContext value={control}>
            {children}
            <Suspense>
                {requests.map(({ key, ...request }, level) => (
                    <RecordPanel key={key} request={request} level={level} onTop={level === requests.length - 1} onClose={() => close(key)} />
                ))}
            </Suspense>
        </RecordPanelContext>
    );
}
