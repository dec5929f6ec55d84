/** On narrow screens a page's parts stand one below the other; this bar stays in sight and leads to each. */
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Page.module.css';

export type PagePart = { id: string; label: string };

/** The part that is being read: the last one whose head has passed the upper third. */
function usePartInSight(parts: PagePart[], scroller: RefObject<HTMLElement | null>) {
    const [current, setCurrent] = useState(parts[0]?.id);
    const ids = parts.map(({ id }) => id).join(' ');
    useEffect(() => {
        const root = scroller.current;
        if (root === null) return;
        const look = () => {
            const line = root.getBoundingClientRect().top + root.clientHeight / 3;
            const passed = ids.split(' ').filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <= line);
            const atEnd = root.scrollTop > 0 && root.scrollTop + root.clientHeight >= root.scrollHeight - 2;
            setCurrent(atEnd ? ids.split(' ').at(-1) : (passed.at(-1) ?? ids.split(' ')[0]));
        };
        root.addEventListener('scroll', look, { passive: true });
        return () => root.removeEventListener('scroll', look);
    }, [ids, scroller]);
    return current;
}

export function PartTabs({ parts, scroller }: { parts: PagePart[]; scroller: RefObject<HTMLElement | null> }) {
    const { t } = useTranslation();
    const current = usePartInSight(parts, scroller);
    const goTo = (event: MouseEvent, id: string) => {
        event.preventDefault();
        const part = document.getElementById(id);
        part?.scrollIntoView();
        part?.focus({ preventScroll: true });
    };
    const bar = useRef<HTMLElement>(null);
    useEffect(() => {
        const here = bar.current?.querySelector<HTMLElement>('[aria-current]');
        if (bar.current && here) bar.current.scrollLeft = here.offsetLeft + (here.offsetWidth - bar.current.clientWidth) / 2;
    }, [current]);
    return (
        <nav ref={bar} className={classes.parts} aria-label={t('page.parts')}>
            {parts.map(({ id, label }) => (
                <a key={id} href={`#${id}`} aria-current={id === current ? 'location' : undefined} onClick={(event) => goTo(event, id)}>
                    {label}
                </a>
            ))}
        </nav>
    );
}
