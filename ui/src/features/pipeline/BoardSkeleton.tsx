import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Pipeline.module.css';

/** Columns before their deals are there. */
export function BoardSkeleton() {
    const { t } = useTranslation();
    return (
        <div className={classes.board} role="status" aria-busy="true" aria-label={t('app.loading')}>
            {[4, 3, 2, 3].map((cards, column) => (
                <div key={column} className={classes.column}>
                    <div className={classes.columnHead}>
                        <Skeleton height={16} width="60%" />
                    </div>
                    <div className={classes.cards}>
                        {Array.from({ length: cards }, (_, card) => (
                            <Skeleton key={card} height={96} mb="xs" />
                        ))}
                    </div>
                </div>
            ))}
        </div>
    );
}
