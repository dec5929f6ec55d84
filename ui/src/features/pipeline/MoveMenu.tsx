import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, Stage } from '~/api/overviews';

type Props = { deal: Opportunity; stages: Stage[]; onMove: (deal: Opportunity, stage: Stage) => void; /** The button that opens it. */ children: ReactElement };

/** The other stages of the pipeline: a choice moves the deal there. */
export function MoveMenu({ deal, stages, onMove, children }: Props) {
    const { t } = useTranslation();
    return (
        <Menu position="bottom-end">
            <Menu.Target>{children}</Menu.Target>
            <Menu.Dropdown>
                <Menu.Label>{t('board.moveTo')}</Menu.Label>
                {stages
                    .filter((stage) => stage.id !== deal.stage.id)
                    .map((stage) => (
                        <Menu.Item key={stage.id} onClick={() => onMove(deal, stage)}>
                            {stage.name}
                        </Menu.Item>
                    ))}
            </Menu.Dropdown>
        </Menu>
    );
}
