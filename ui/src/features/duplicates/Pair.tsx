/** One pair: a line while it waits, both records side by side when it is its turn. */
import { Badge, Button, UnstyledButton } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair } from '~/api/duplicates';
import type { RecordType } from '~/api/types';
import { MergeTable } from '~/components/merge/MergeTable';
import { useMerge, useMergeChoices } from '~/components/merge/use-merge';
import { useScreenActions } from '~/lib/actions';
import { recordTitle } from '~/lib/catalogue';
import { requestChoices, type Side } from '~/lib/merge';
import classes from './Duplicates.module.css';
import { onKeys } from './use-pair-keys';

type Props = {
    type: RecordType;
    pair: DuplicatePair;
    active: boolean;
    onOpen: () => void;
    onDismiss: () => void;
};

function Reasons({ pair }: { pair: DuplicatePair }) {
    const { t } = useTranslation();
    return (
        <span className={classes.reasons}>
            {pair.reasons.map(({ code }) => (
                <Badge key={code} variant="light" color="gray" size="sm" tt="none" fw={400}>
                    {t(`duplicates.reason.${code as 'same_name'}`)}
                </Badge>
            ))}
        </span>
    );
}

function Open({ type, pair, onDismiss }: Pick<Props, 'type' | 'pair' | 'onDismiss'>) {
    const { t } = useTranslation();
    const merge = useMergeChoices(type, pair.records);
    const run = useMerge(type, () => undefined);
    const doMerge = () => {
        if (!pair.may_merge || run.isPending) return;
        const other: Side = merge.survivor === 0 ? 1 : 0;
        run.mutate({
            survivor: pair.records[merge.survivor],
            other: pair.records[other],
            values: requestChoices(type, pair.records, merge.choices, merge.survivor),
        });
    };
    const act = useEffectEvent((key: string) => {
        const actions: Record<string, () => void> = { m: doMerge, x: onDismiss, ArrowLeft: () => merge.keep(0), ArrowRight: () => merge.keep(1) };
        actions[key]?.();
        return key in actions;
    });
    useEffect(() => onKeys((key) => act(key)), []);
    useScreenActions(
        [
            ...(pair.may_merge ? [{ key: 'merge', label: t('merge.merge'), shortcut: 'm', run: doMerge }] : []),
            { key: 'dismiss', label: t(pair.state === 'dismissed' ? 'duplicates.reopen' : 'duplicates.notSame'), shortcut: 'x', run: onDismiss },
        ],
        { bind: false },
    );
    return (
        <div className={classes.open}>
            <MergeTable type={type} sides={pair.records} merge={merge} disabled={!pair.may_merge} />
            {!pair.may_merge && <p className={classes.quiet}>{t('duplicates.mayNot')}</p>}
            <div className={classes.actions}>
                <Button variant="default" onClick={onDismiss} aria-keyshortcuts="x">
                    {t(pair.state === 'dismissed' ? 'duplicates.reopen' : 'duplicates.notSame')}
                </Button>
                <Button onClick={doMerge} loading={run.isPending} disabled={!pair.may_merge} aria-keyshortcuts="m">
                    {t('merge.merge')}
                </Button>
            </div>
        </div>
    );
}

export function Pair({ type, pair, active, onOpen, onDismiss }: Props) {
    const { t } = useTranslation();
    const element = useRef<HTMLLIElement>(null);
    const [left, right] = pair.records.map((record) => recordTitle(type, record));
    useEffect(() => {
        if (active) element.current?.scrollIntoView?.({ block: 'nearest' });
    }, [active]);
    return (
        <li ref={element} className={classes.pair} data-active={active || undefined}>
            <UnstyledButton className={classes.line} onClick={onOpen} aria-expanded={active}>
                <span className={classes.names}>
                    <bdi>{left}</bdi> <span className={classes.quiet}>{t('duplicates.and')}</span> <bdi>{right}</bdi>
                </span>
                <Reasons pair={pair} />
                <span className={classes.score}>
                    {t('duplicates.likely', { score: pair.score })}
                </span>
            </UnstyledButton>
            {active && <Open type={type} pair={pair} onDismiss={onDismiss} />}
        </li>
    );
}
