/** On narrow screens a page's parts stand one below the other; this bar stays in sight and leads to each. */
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Page.module.css';

export type PagePart = { id: string; label: string };

/** Below the bar itself, which stays at the top: a part whose head has come up to here is being read. */
const READING_LINE = 96;

/** The part that is being read. One that was chosen stays marked until the reader scrolls on. */
function usePartInSight(parts: PagePart[], scroller: RefObject<HTMLElement | null>) {
    const [current, setCurrent] = useState(parts[0]?.id);
    const chosen = useRef(false);
    const ids = parts.map(({ id }) => id).join(' ');
    useEffect(() => {
        const root = scroller.current;
        if (root === null) return;
        const look = () => {
            if (chosen.current) return;
            const line = root.getBoundingClientRect().top + READING_LINE;
            const passed = ids.split(' ').filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <= line);
            const atEnd = root.scrollTop > 0 && root.scrollTop + root.clientHeight >= root.scrollHeight - 2;
            setCurrent(atEnd ? ids.split(' ').at(-1) : (passed.at(-1) ?? ids.split(' ')[0]));
        };
        const letGo = () => {
            chosen.current = false;
        };
        const byHand = ['wheel', 'touchmove', 'keydown'] as const;
        root.addEventListener('scroll', look, { passive: true });
        for (const event of byHand) root.addEventListener(event, letGo, { passive: true });
        return () => {
            root.removeEventListener('scroll', look);
            for (const event of byHand) root.removeEventListener(event, letGo);
        };
    }, [ids, scroller]);
    const choose = (id: string) => {
        chosen.current = true;
        setCurrent(id);
    };
    return { current, choose };
}

export function PartTabs({ parts, scroller }: { parts: PagePart[]; scroller: RefObject<HTMLElement | null> }) {
    const { t } = useTranslation();
    const { current, choose } = usePartInSight(parts, scroller);
    const bar = useRef<HTMLElement>(null);
    const goTo = (event: MouseEvent, id: string) => {
        event.preventDefault();
        choose(id);
        const part = document.getElementById(id);
        part?.scrollIntoView();
        part?.focus({ preventScroll: true });
    };
    const drawn = useRef(current);
    useEffect(() => {
        // Measuring makes the browser lay the page out, so not for the first part, which stands at the beginning.
        if (current === drawn.current) return;
        drawn.current = current;
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
