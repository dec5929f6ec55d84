import { useDraggable } from '@dnd-kit/core';
import { IconHourglassLow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, QuietMark } from '~/api/overviews';
import { Money } from '~/components/Money';
import { RecordLink } from '~/components/RecordLink';
import { today } from '~/lib/format';
import classes from './Calendar.module.css';

type Props = { deal: Opportunity; quiet?: QuietMark; lifted?: boolean };

export function CalendarCard({ deal, quiet, lifted = false }: Props) {
    const { t } = useTranslation();
    const late = deal.expected_close !== null && deal.expected_close < today();
    return (
        <div className={classes.card} data-lifted={lifted || undefined} data-late={late || undefined}>
            <RecordLink type="opportunity" record={{ id: deal.id, title: deal.name }} className={classes.title} />
            <div className={classes.line}>
                <strong>
                    <Money amount={deal.amount} currency={deal.currency} short />
                </strong>
                <span>{deal.stage.title}</span>
                {quiet && <IconHourglassLow size={14} role="img" aria-label={t('quiet.short', { count: quiet.days })} className={classes.quiet} />}
            </div>
        </div>
    );
}

export function DraggableDeal({ deal, quiet, disabled }: Props & { disabled: boolean }) {
    const { t } = useTranslation();
    const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: deal.id, disabled, attributes: { role: 'group', roleDescription: t('board.card') } });
    return (
        <li>
            {/* The link inside would be dragged by the browser itself, as an address. */}
            <div
                ref={setNodeRef}
                {...attributes}
                {...listeners}
                aria-label={deal.name}
                className={classes.handle}
                data-card={deal.id}
                data-dragging={isDragging || undefined}
                onDragStart={(event) => event.preventDefault()}
            >
                <CalendarCard deal={deal} quiet={quiet} />
            </div>
        </li>
    );
}
