import { useRef, useState } from 'react';

/** Which column a phone shows: it follows the swipe, and leads it when another one is chosen by name. */
export function useStageInSight() {
    const ref = useRef<HTMLDivElement>(null);
    const [index, setIndex] = useState(0);
    const look = () => {
        const board = ref.current;
        if (board === null) return;
        const middle = board.getBoundingClientRect().left + board.clientWidth / 2;
        const found = [...board.children].findIndex((column) => column.getBoundingClientRect().right >= middle);
        if (found >= 0) setIndex(found);
    };
    const show = (chosen: number) => ref.current?.children[chosen]?.scrollIntoView({ inline: 'center', block: 'nearest' });
    return { ref, index, look, show };
}
