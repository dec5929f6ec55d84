/** The columns and the moves between them. A move shows at once, is taken back when the server refuses, and can be undone. */
import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, closestCorners, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board as BoardData, Opportunity, Stage } from '~/api/overviews';
import { LostDialog } from '~/components/lost/LostDialog';
import type { Search } from '~/lib/search-params';
import { Column } from './Column';
import { DealCard } from './DealCard';
import { columnCoordinates } from './keyboard';
import { useMoves } from './use-moves';
import classes from './Pipeline.module.css';

function findDeal(board: BoardData, id: number): Opportunity | undefined {
    return board.stages.flatMap((column) => column.items).find((deal) => deal.id === id);
}

export function Board({ board, query }: { board: BoardData; query: Search }) {
    const { t } = useTranslation();
    const moves = useMoves();
    const [dragged, setDragged] = useState<number | null>(null);
    const [losing, setLosing] = useState<{ deal: Opportunity; stage: Stage } | null>(null);
    const [shown, setShown] = useState(String(board.stages[0]!.stage.id));
    const sensors = useSensors(
        useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
        useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
        useSensor(KeyboardSensor, { coordinateGetter: columnCoordinates, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
    );
    const stages = board.stages.map((column) => column.stage);
    const stageName = (id: unknown) => stages.find((stage) => stage.id === Number(id))?.name ?? '';
    const dealName = (id: unknown) => findDeal(board, Number(id))?.name ?? '';
    const moveTo = (deal: Opportunity, stage: Stage) => {
        if (deal.stage?.id === stage.id) return;
        if (stage.outcome === 'lost') setLosing({ deal, stage });
        else moves.move(deal, { stage: stage.id }, stage.name);
    };
    const onDragEnd = ({ active, over }: DragEndEvent) => {
        setDragged(null);
        const deal = findDeal(board, Number(active.id));
        const stage = stages.find((candidate) => candidate.id === Number(over?.id));
        if (deal && stage) moveTo(deal, stage);
    };
    const draggedDeal = dragged === null ? undefined : findDeal(board, dragged);
    return (
        <DndContext
            sensors={sensors}
            collisionDetection={closestCorners}
            onDragStart={({ active }) => setDragged(Number(active.id))}
            onDragCancel={() => setDragged(null)}
            onDragEnd={onDragEnd}
            accessibility={{
                screenReaderInstructions: { draggable: t('board.instructions') },
                announcements: {
                    onDragStart: ({ active }) => t('board.pickedUp', { name: dealName(active.id) }),
                    onDragOver: ({ active, over }) => (over ? t('board.over', { name: dealName(active.id), stage: stageName(over.id) }) : undefined),
                    onDragEnd: ({ active, over }) => (over ? t('board.dropped', { name: dealName(active.id), stage: stageName(over.id) }) : undefined),
                    onDragCancel: ({ active }) => t('board.cancelled', { name: dealName(active.id) }),
                },
            }}
        >
            <div className={classes.chooser}>
                <Select
                    aria-label={t('board.stage')}
                    data={board.stages.map(({ stage, count }) => ({ value: String(stage.id), label: `${stage.name} (${count})` }))}
                    value={shown}
                    onChange={(value) => setShown(value ?? shown)}
                    allowDeselect={false}
                />
            </div>
            <div className={classes.board}>
                {board.stages.map((column) => (
                    <Column
                        key={column.stage.id}
                        column={column}
                        stages={stages}
                        query={query}
                        shown={String(column.stage.id) === shown}
                        isMoving={(id) => moves.moving === id}
                        onMove={moveTo}
                    />
                ))}
            </div>
            <DragOverlay dropAnimation={null}>{draggedDeal && <DealCard deal={draggedDeal} stages={stages} onMove={moveTo} lifted />}</DragOverlay>
            <LostDialog
                deal={losing?.deal.name ?? null}
                onLost={(lost_reason, lost_note) => {
                    if (losing) moves.move(losing.deal, { stage: losing.stage.id, lost_reason, lost_note }, losing.stage.name);
                    setLosing(null);
                }}
                onCancel={() => setLosing(null)}
            />
        </DndContext>
    );
}
