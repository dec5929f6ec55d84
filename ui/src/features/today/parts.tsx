/** The sections of a day. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '~/api/overviews';
import type { useAct } from '~/components/act/use-act';
import { Section } from '~/components/page/Section';
import { NEARNESS, nearness } from '~/lib/day';
import { TaskRow } from './rows';
import classes from './Today.module.css';

const AT_FIRST = 8;

/** A section with rows; without any it is left out. */
export function Part({ title, hint, count, children }: { title: string; hint?: string; count: number; children: ReactNode }) {
    if (count === 0) return null;
    return (
        <Section title={title} count={count}>
            {hint && <p className={classes.hint}>{hint}</p>}
            <ul className={classes.rows}>{children}</ul>
        </Section>
    );
}

export function Tasks({ tasks, day, actor }: { tasks: Task[]; day: string; actor: ReturnType<typeof useAct> }) {
    const { t } = useTranslation();
    if (tasks.length === 0) return null;
    const groups = NEARNESS.map((near) => ({ near, items: tasks.filter((task) => nearness(task.due, day) === near) }));
    return (
        <Section title={t('today.tasks')} count={tasks.length}>
            {groups.map(
                ({ near, items }) =>
                    items.length > 0 && (
                        <div key={near}>
                            <h3 className={classes.group} data-near={near}>
                                {t(`today.near.${near}`)}
                            </h3>
                            <ul className={classes.rows}>
                                {items.map((task) => (
                                    <TaskRow key={task.id} task={task} day={day} actor={actor} />
                                ))}
                            </ul>
                        </div>
                    ),
            )}
        </Section>
    );
}

/** The most urgent, and the others on demand. */
export function MoreRows({ rows }: { rows: ReactNode[] }) {
    const { t } = useTranslation();
    const [all, setAll] = useState(false);
    return (
        <>
            {all ? rows : rows.slice(0, AT_FIRST)}
            {!all && rows.length > AT_FIRST && (
                <li className={classes.more}>
                    <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
                        {t('today.showAll', { count: rows.length })}
                    </Button>
                </li>
            )}
        </>
    );
}
