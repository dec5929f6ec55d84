/** The columns and the moves between them. A move shows at once, is taken back when the server refuses, and can be undone. */
import { type Announcements, DndContext, type DragEndEvent, DragOverlay, type UniqueIdentifier } from '@dnd-kit/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board as BoardData, Opportunity } from '~/api/overviews';
import { useDealMove } from '~/components/move/use-deal-move';
import { useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { Column } from './Column';
import { DealCard } from './DealCard';
import { carry, walk } from './keyboard';
import { StageChooser } from './StageChooser';
import { useFocusAfter } from './use-focus-after';
import { useCarrySensors, underPointer } from './use-sensors';
import { useStageInSight } from './use-stage-in-sight';
import classes from './Pipeline.module.css';

function findDeal(board: BoardData, id: UniqueIdentifier): Opportunity | undefined {
    return board.stages.flatMap((column) => column.items).find((deal) => deal.id === Number(id));
}

/** What a screen reader says while a card is carried. */
function useAnnouncements(board: BoardData): Announcements {
    const { t } = useTranslation();
    const deal = (id: UniqueIdentifier) => findDeal(board, id)?.name ?? '';
    const stage = (id: UniqueIdentifier) => board.stages.find((column) => column.stage.id === Number(id))?.stage.name ?? '';
    return {
        onDragStart: ({ active }) => t('board.pickedUp', { name: deal(active.id) }),
        onDragOver: ({ active, over }) => (over ? t('board.over', { name: deal(active.id), stage: stage(over.id) }) : undefined),
        onDragEnd: ({ active, over }) => (over ? t('board.dropped', { name: deal(active.id), stage: stage(over.id) }) : t('board.cancelled', { name: deal(active.id) })),
        onDragCancel: ({ active }) => t('board.cancelled', { name: deal(active.id) }),
    };
}

type Props = { board: BoardData; filters: Search; since: string; loadingMore: boolean; onMore: () => void };

export function Board({ board, filters, since, loadingMore, onMore }: Props) {
    const { t } = useTranslation();
    const mayMove = useRecordType('opportunity').may.update;
    const move = useDealMove();
    const sensors = useCarrySensors(carry);
    const announcements = useAnnouncements(board);
    const { ref, index, look, show } = useStageInSight();
    const followCard = useFocusAfter(board, ref);
    const [dragged, setDragged] = useState<UniqueIdentifier | null>(null);
    const stages = board.stages.map((column) => column.stage);
    const onDragEnd = ({ active, over, activatorEvent }: DragEndEvent) => {
        setDragged(null);
        followCard(activatorEvent instanceof KeyboardEvent ? active.id : null);
        const deal = findDeal(board, active.id);
        const stage = stages.find((candidate) => candidate.id === Number(over?.id));
        if (deal && stage) move.to(deal, stage);
    };
    const draggedDeal = dragged === null ? undefined : findDeal(board, dragged);
    return (
        <DndContext
            sensors={sensors}
            collisionDetection={underPointer}
            onDragStart={({ active }) => setDragged(active.id)}
            onDragCancel={() => setDragged(null)}
            onDragEnd={onDragEnd}
            accessibility={{ screenReaderInstructions: { draggable: t('board.instructions') }, announcements }}
        >
            <StageChooser columns={board.stages} shown={index} onChoose={show} />
            <div ref={ref} className={classes.board} data-dragging={dragged !== null || undefined} onScroll={look} onKeyDown={(event) => dragged === null && walk(event)}>
                {board.stages.map((column) => (
                    <Column
                        key={column.stage.id}
                        column={column}
                        stages={stages}
                        filters={filters}
                        since={since}
                        mayMove={mayMove}
                        loadingMore={loadingMore}
                        isMoving={(id) => move.moving === id}
                        onMove={move.to}
                        onMore={onMore}
                    />
                ))}
            </div>
            <DragOverlay dropAnimation={null}>{draggedDeal && <DealCard deal={draggedDeal} lifted />}</DragOverlay>
            {move.dialog}
        </DndContext>
    );
}
