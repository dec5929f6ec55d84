import { type ReactNode, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import './print.css';

/** What is printed in the place of the page: there only while the browser prints. */
export function PrintSheet({ children }: { children: ReactNode }) {
    const [printing, setPrinting] = useState(false);
    useEffect(() => {
        const begin = () => flushSync(() => setPrinting(true));
        const end = () => setPrinting(false);
        window.addEventListener('beforeprint', begin);
        window.addEventListener('afterprint', end);
        return () => {
            window.removeEventListener('beforeprint', begin);
            window.removeEventListener('afterprint', end);
        };
    }, []);
    return printing && createPortal(<div className="print-sheet">{children}</div>, document.body);
}
