import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

type Props = { title: string; text?: string; icon?: ReactNode; action?: ReactNode; compact?: boolean; /** The only thing on its page. */ top?: boolean };

/** Says what belongs here and offers to begin. */
export function EmptyState({ title, text, icon, action, compact = false, top = false }: Props) {
    return (
        <div className={classes.empty} data-compact={compact || undefined}>
            {icon && <div className={classes.icon}>{icon}</div>}
            {compact ? <div className={classes.title}>{title}</div> : <Title order={top ? 1 : 2} size="h2">{title}</Title>}
            {text && <p className={classes.text}>{text}</p>}
            {action && <div className={classes.action}>{action}</div>}
        </div>
    );
}
