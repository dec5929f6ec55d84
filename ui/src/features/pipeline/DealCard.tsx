import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, Stage } from '~/api/overviews';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { PersonAvatar } from '~/components/PersonAvatar';
import { RecordLink } from '~/components/RecordLink';
import { today } from '~/lib/format';
import { useFormat } from '~/lib/use-format';
import classes from './Pipeline.module.css';

type Props = { deal: Opportunity; stages: Stage[]; onMove: (deal: Opportunity, stage: Stage) => void; lifted?: boolean };

function daysSince(moment: string): number {
    return Math.max(0, Math.floor((Date.now() - new Date(moment).getTime()) / 86_400_000));
}

function MoveMenu({ deal, stages, onMove }: Props) {
    const { t } = useTranslation();
    return (
        <Menu position="bottom-end">
            <Menu.Target>
                <ActionIcon size="sm" aria-label={t('board.moveDeal', { name: deal.name })}>
                    <IconDots size={16} aria-hidden />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Label>{t('board.moveTo')}</Menu.Label>
                {stages
                    .filter((stage) => stage.id !== deal.stage?.id)
                    .map((stage) => (
                        <Menu.Item key={stage.id} onClick={() => onMove(deal, stage)}>
                            {stage.name}
                        </Menu.Item>
                    ))}
            </Menu.Dropdown>
        </Menu>
    );
}

export function DealCard({ deal, stages, onMove, lifted = false }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const open = deal.outcome === 'open';
    const late = open && deal.expected_close !== null && deal.expected_close < today();
    return (
        <div className={classes.card} data-lifted={lifted || undefined}>
            <div className={classes.cardTop}>
                <RecordLink type="opportunity" record={{ id: deal.id, title: deal.name }} className={classes.cardTitle} />
                <MoveMenu deal={deal} stages={stages} onMove={onMove} />
            </div>
            {deal.account && <div className={classes.account}>{deal.account.title}</div>}
            <div className={classes.cardLine}>
                <strong>
                    <Money amount={deal.amount} currency={deal.currency} />
                </strong>
                {open && <span>{format.percentage(deal.probability)}</span>}
            </div>
            <div className={classes.cardLine}>
                <span data-late={late || undefined}>
                    {late && <>{t('deal.overdue')} · </>}
                    <DateText date={deal.closed_on ?? deal.expected_close} />
                </span>
                <span className={classes.cardEnd}>
                    {open && <span>{t('board.days', { count: daysSince(deal.stage_since) })}</span>}
                    {deal.owner && <PersonAvatar name={deal.owner.title ?? ''} size="xs" />}
                </span>
            </div>
        </div>
    );
}

export function DraggableCard({ deal, stages, onMove, moving }: Props & { moving: boolean }) {
    const { t } = useTranslation();
    const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: deal.id, disabled: moving });
    const { role: _, ...rest } = attributes;
    return (
        <li ref={setNodeRef} className={classes.item} data-dragging={isDragging || moving || undefined}>
            <div {...rest} {...listeners} role="group" aria-roledescription={t('board.card')} aria-label={deal.name} className={classes.handle}>
                <DealCard deal={deal} stages={stages} onMove={onMove} />
            </div>
        </li>
    );
}
