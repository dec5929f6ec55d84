/** One thing to do: what it is, whom it concerns, and what can be done with it without leaving. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuickLog } from '~/components/quick-log/context';
import { useRecordPanel } from '~/components/record-panel/context';
import { useRecordType } from '~/lib/catalogue';
import classes from './Today.module.css';

type Props = {
    lead: ReactNode;
    main: ReactNode;
    facts: ReactNode[];
    late?: boolean;
    /** What stands at the end of the first line, such as an amount. */
    figure?: ReactNode;
    actions?: ReactNode;
};

export function Row({ lead, main, facts, late = false, figure, actions }: Props) {
    const shown = facts.filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== '');
    return (
        <li className={classes.row} data-row>
            <span className={classes.lead}>{lead}</span>
            <div className={classes.text}>
                <div className={classes.main}>{main}</div>
                <div className={classes.facts} data-late={late || undefined}>
                    {shown.map((fact, index) => (
                        <span key={index}>{fact}</span>
                    ))}
                </div>
            </div>
            {figure && <span className={classes.figure}>{figure}</span>}
            <span className={classes.actions}>{actions}</span>
        </li>
    );
}

/** Opens a record's form; what "Enter" does on a row without a page of its own. */
export function OpenButton({ type, id, text }: { type: string; id: number; text: string }) {
    const panel = useRecordPanel();
    return (
        <button type="button" className={classes.open} data-main onClick={() => panel.open({ type, id, full: true })} dir="auto">
            {text}
        </button>
    );
}

type Named = { id: number; title: string } | null | undefined;

type About = { account?: Named; opportunity?: Named; contact?: Named };

/** Logs a call about what the row is about, in a line that has begun with whom it was. */
export function LogButton({ about, subject }: { about: About; subject: string }) {
    const { t } = useTranslation();
    const quickLog = useQuickLog();
    if (!useRecordType('interaction').may.create) return null;
    const { account, opportunity, contact } = about;
    const whom = [contact?.title, account?.title].filter(Boolean).join(' ');
    const open = () => quickLog.open(`${t('today.callLine', { whom })} `, { account: account?.id, opportunity: opportunity?.id, contact: contact?.id });
    return (
        <Tooltip label={t('today.log')}>
            <ActionIcon aria-label={t('today.logAbout', { subject })} data-act="log" onClick={open}>
                <IconPhone size={18} aria-hidden />
            </ActionIcon>
        </Tooltip>
    );
}
