/** Where a record comes from and what came of it, from what was said to the journal. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TrailNode, type Trail as TrailData, readTrail } from '~/api/trail';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { ErrorState } from '~/components/ErrorState';
import { Money } from '~/components/Money';
import { Section } from '~/components/page/Section';
import page from '~/components/page/Page.module.css';
import { choiceLabel, findField, useCatalogue } from '~/lib/catalogue';
import { addressOf, related, stepsOf } from './trail';
import classes from './Trail.module.css';

/** The field whose choices a node's status is one of. */
const STATUS: Partial<Record<TrailNode['type'], string>> = { interaction: 'kind', opportunity: 'outcome', quote: 'status', contract: 'status', order: 'status', invoice: 'status' };
const SPECIAL = ['return', 'refund', 'credit_note'] as const;

function useStatus() {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    return ({ type: kind, status }: TrailNode) => {
        const special = SPECIAL.find((one) => one === status);
        if (special !== undefined) return t(`trail.status.${special}`);
        const type = catalogue.find(kind);
        const field = STATUS[kind];
        return type && field ? choiceLabel(findField(type, field), status) : '';
    };
}

type NodeProps = { node: TrailNode; here: boolean; status: string; lit: boolean | undefined; onPoint: (on: boolean) => void };

function Node({ node, here, status, lit, onPoint }: NodeProps) {
    const { t } = useTranslation();
    const address = addressOf(node, useCatalogue().find(node.type)?.plural);
    const title = node.title ?? `${t(`trail.kinds.${node.type}`)} ${node.id}`;
    return (
        <li className={classes.node} data-here={here || undefined} data-dim={lit === false || undefined}
            onMouseEnter={() => onPoint(true)} onMouseLeave={() => onPoint(false)} onFocus={() => onPoint(true)} onBlur={() => onPoint(false)}>
            {here || address === null ? (
                <span className={classes.name} dir="auto" aria-current={here ? 'true' : undefined}>{title}</span>
            ) : (
                <AppLink to={address} className={classes.name} dir="auto">{title}</AppLink>
            )}
            <span className={classes.small}>
                <DateText date={node.date} />
                {status && <span>{status}</span>}
            </span>
            {node.amount !== null && <Money amount={node.amount} currency={node.currency} className={classes.small} />}
            {node.detail && <span className={classes.detail} dir="auto">{node.detail}</span>}
        </li>
    );
}

function Steps({ trail }: { trail: TrailData }) {
    const { t } = useTranslation();
    const statusOf = useStatus();
    const [pointed, setPointed] = useState<number | null>(null);
    const lit = pointed === null ? null : related(trail, pointed);
    if (trail.nodes.length < 2) return <p className={page.none}>{t('trail.none')}</p>;
    return (
        <>
            <ol className={classes.steps} aria-label={t('trail.label')}>
                {stepsOf(trail).map(({ kind, nodes }) => (
                    <li key={kind} className={classes.step}>
                        <h3 className={classes.kind}>{t(`trail.kinds.${kind}`)}</h3>
                        <ul className={classes.nodes}>
                            {nodes.map((node) => (
                                <Node key={node.place} node={node} here={node.place === 0} status={statusOf(node)} lit={lit?.has(node.place)} onPoint={(on) => setPointed(on ? node.place : null)} />
                            ))}
                        </ul>
                    </li>
                ))}
            </ol>
            {trail.more && <p className={page.none}>{t('trail.more')}</p>}
        </>
    );
}

const BEFORE_ANY_DOCUMENT: TrailNode['type'][] = ['interaction', 'opportunity'];

type Props = { type: TrailNode['type']; id: number; /** Nothing is shown until there is a document. */ ofDocuments?: boolean };

/** `type` and `id` name a document, an opportunity or a journal entry. */
export function Trail({ type, id, ofDocuments = false }: Props) {
    const { t } = useTranslation();
    const trail = useQuery({ queryKey: ['records', 'trail', type, id], queryFn: ({ signal }) => readTrail(type, id, signal) });
    if (ofDocuments && !trail.data?.nodes.some((node) => !BEFORE_ANY_DOCUMENT.includes(node.type))) return null;
    return (
        <Section id="trail" title={t('trail.title')}>
            {trail.error && <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />}
            {trail.isPending && <Skeleton height="6rem" aria-busy />}
            {trail.data && <Steps trail={trail.data} />}
        </Section>
    );
}
