import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useFormat } from '~/lib/use-format';
import classes from './Page.module.css';

type Props = { id?: string; title: string; count?: number; action?: ReactNode; children: ReactNode };

/** A part of a record's page with its heading. */
export function Section({ id, title, count, action, children }: Props) {
    const format = useFormat();
    const heading = useId();
    return (
        <section className={classes.section} id={id} aria-labelledby={heading} tabIndex={-1}>
            <div className={classes.sectionHead}>
                <Title order={2} id={heading} className={classes.sectionTitle}>
                    {title}
                    {count !== undefined && <span className={classes.sectionCount}>{format.number(count)}</span>}
                </Title>
                {action}
            </div>
            {children}
        </section>
    );
}
