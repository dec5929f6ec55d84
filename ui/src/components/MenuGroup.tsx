import { Menu } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** Items of a menu under a heading. A menu may hold items and groups only, so the heading is the group's name and no child of its own. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
    const heading = useId();
    return (
        <div role="group" aria-labelledby={heading}>
            <Menu.Label id={heading} aria-hidden>
                {label}
            </Menu.Label>
            {children}
        </div>
    );
}
