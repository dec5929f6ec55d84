import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '~/api/overviews';
import { useFormat } from '~/lib/use-format';
import classes from './Pipeline.module.css';

/** On a phone one stage fills the screen: this names it and leads to the others, as a swipe does. */
export function StageChooser({ columns, shown, onChoose }: { columns: Board['stages']; shown: number; onChoose: (index: number) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className={classes.chooser}>
            <Select
                aria-label={t('board.stage')}
                data={columns.map(({ stage, count }, index) => ({ value: String(index), label: `${stage.name} (${format.number(count)})` }))}
                value={String(Math.min(shown, columns.length - 1))}
                onChange={(value) => onChoose(Number(value ?? shown))}
                allowDeselect={false}
            />
        </div>
    );
}
