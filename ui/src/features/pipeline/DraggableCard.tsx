import { useDraggable } from '@dnd-kit/core';
import { ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, QuietMark, Stage } from '~/api/overviews';
import { DealCard } from './DealCard';
import { MoveMenu } from './MoveMenu';
import classes from './Pipeline.module.css';

type Props = { deal: Opportunity; stages: Stage[]; onMove: (deal: Opportunity, stage: Stage) => void };

/** A press on the menu is not the beginning of a drag. */
function keep(event: SyntheticEvent) {
    event.stopPropagation();
}

function CardMenu(props: Props) {
    const { t } = useTranslation();
    return (
        <div onMouseDown={keep} onTouchStart={keep}>
            <MoveMenu {...props}>
                <ActionIcon size="sm" aria-label={t('board.moveDeal', { name: props.deal.name })}>
                    <IconDots size={16} aria-hidden />
                </ActionIcon>
            </MoveMenu>
        </div>
    );
}

export function DraggableCard({ deal, quiet, stages, onMove, disabled, mayMove }: Props & { quiet?: QuietMark; disabled: boolean; mayMove: boolean }) {
    const { t } = useTranslation();
    const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
        id: deal.id,
        disabled,
        attributes: { role: 'group', roleDescription: t('board.card') },
    });
    return (
        <li ref={setNodeRef} className={classes.item} data-dragging={isDragging || undefined}>
            {/* The link inside would be dragged by the browser itself, as an address. */}
            <div
                ref={setActivatorNodeRef}
                {...attributes}
                {...listeners}
                aria-label={deal.name}
                className={classes.handle}
                data-card={deal.id}
                onDragStart={(event) => event.preventDefault()}
            >
                <DealCard deal={deal} quiet={quiet} menu={mayMove && <CardMenu deal={deal} stages={stages} onMove={onMove} />} />
            </div>
        </li>
    );
}
