/** Promises of a record: those by us and those by them, marked kept or broken where they stand, put off, and added in a line. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconRotate2, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromiseMade } from '~/api/overviews';
import type { Changes } from '~/api/records';
import { InlineAdd } from '~/components/act/InlineAdd';
import { Postpone } from '~/components/act/Postpone';
import { useAct } from '~/components/act/use-act';
import { useSteps } from '~/components/act/use-steps';
import { DateText } from '~/components/DateText';
import { useRecordPanel } from '~/components/record-panel/context';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { today } from '~/lib/format';
import classes from './PromiseList.module.css';

type Props = {
    promises: { open: PromiseMade[]; settled: PromiseMade[] };
    /** What a new one belongs to. */
    about: Changes;
    mayChange: boolean;
};

type RowProps = { promise: PromiseMade; mayChange: boolean; actor: ReturnType<typeof useAct> };

function Settled({ promise, mayChange, actor }: RowProps) {
    const { t } = useTranslation();
    const steps = useSteps();
    const Sign = promise.status === 'kept' ? IconCheck : IconX;
    return (
        <span className={classes.actions}>
            <span className={classes.status} data-status={promise.status}>
                <Sign size={14} aria-hidden /> {t(`promise.${promise.status as 'kept' | 'broken'}`)}
            </span>
            {mayChange && (
                <Tooltip label={t('promise.reopen')}>
                    <ActionIcon aria-label={t('promise.reopenOne', { subject: promise.subject })} onClick={() => void actor.act(String(promise.id), steps.settle(promise, 'open'))}>
                        <IconRotate2 size={18} aria-hidden />
                    </ActionIcon>
                </Tooltip>
            )}
        </span>
    );
}

/** Kept, broken, later: what is done with an open promise. */
export function PromiseActions({ promise, row, actor }: { promise: PromiseMade; row: string; actor: ReturnType<typeof useAct> }) {
    const { t } = useTranslation();
    const steps = useSteps();
    const settle = (status: 'kept' | 'broken') => void actor.act(row, steps.settle(promise, status));
    return (
        <span className={classes.actions}>
            <Tooltip label={t('promise.kept')}>
                <ActionIcon color="teal" aria-label={t('promise.keep', { subject: promise.subject })} data-act="tick" onClick={() => settle('kept')}>
                    <IconCheck size={18} aria-hidden />
                </ActionIcon>
            </Tooltip>
            <Tooltip label={t('promise.broken')}>
                <ActionIcon aria-label={t('promise.break', { subject: promise.subject })} data-act="break" onClick={() => settle('broken')}>
                    <IconX size={18} aria-hidden />
                </ActionIcon>
            </Tooltip>
            <Postpone subject={promise.subject} onPostpone={(to) => void actor.act(row, steps.postpone('promises', promise, to))} />
        </span>
    );
}

function Row({ promise, mayChange, actor }: RowProps) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const busy = actor.busy.has(String(promise.id));
    const late = promise.status === 'open' && promise.due !== null && promise.due < today();
    return (
        <li className={classes.promise} data-busy={busy || undefined}>
            <div className={classes.text}>
                <button type="button" className={classes.open} onClick={() => panel.open({ type: 'promise', id: promise.id, full: true })} dir="auto">
                    {promise.subject}
                </button>
                <div className={classes.when} data-late={late || undefined}>
                    {promise.due !== null && (
                        <>
                            {late && <>{t('tasks.late')} · </>}
                            <DateText date={promise.due} />
                        </>
                    )}
                    {promise.contact && (
                        <>
                            {promise.due !== null && ' · '}
                            {promise.contact.title}
                        </>
                    )}
                </div>
            </div>
            {promise.status !== 'open' && <Settled promise={promise} mayChange={mayChange} actor={actor} />}
            {promise.status === 'open' && mayChange && <PromiseActions promise={promise} row={String(promise.id)} actor={actor} />}
        </li>
    );
}

export function PromiseList({ promises, about, mayChange }: Props) {
    const { t } = useTranslation();
    const actor = useAct();
    const by = findField(useRecordType('promise'), 'by');
    const sides = (['us', 'them'] as const).map((side) => ({ side, made: promises.open.filter((promise) => promise.by === side) }));
    return (
        <>
            <InlineAdd
                type="promise"
                label={t('promise.add')}
                about={about}
                choice={{ field: 'by', label: t('promise.whose'), options: ['us', 'them'].map((side) => ({ value: side, label: choiceLabel(by, side) })) }}
            />
            {promises.open.length === 0 && <p className={classes.none}>{t('promise.none')}</p>}
            {sides.map(
                ({ side, made }) =>
                    made.length > 0 && (
                        <div key={side}>
                            <h3 className={classes.side}>{t(side === 'us' ? 'promise.byUs' : 'promise.byThem')}</h3>
                            <ul className={classes.list}>
                                {made.map((promise) => (
                                    <Row key={promise.id} promise={promise} mayChange={mayChange} actor={actor} />
                                ))}
                            </ul>
                        </div>
                    ),
            )}
            {promises.settled.length > 0 && (
                <details className={classes.settled}>
                    <summary>{t('promise.settled', { count: promises.settled.length })}</summary>
                    <ul className={classes.list}>
                        {promises.settled.map((promise) => (
                            <Row key={promise.id} promise={promise} mayChange={mayChange} actor={actor} />
                        ))}
                    </ul>
                </details>
            )}
        </>
    );
}
