import { useEffect } from 'react';

/** The page's name in the browser's tab and history. */
export function usePageTitle(title: string) {
    useEffect(() => {
        document.title = title === '' ? 'Daybook' : `${title} · Daybook`;
    }, [title]);
}
