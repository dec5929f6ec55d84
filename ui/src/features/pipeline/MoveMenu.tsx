import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, Stage } from '~/api/overviews';
import { MenuGroup } from '~/components/MenuGroup';

type Props = { deal: Opportunity; stages: Stage[]; onMove: (deal: Opportunity, stage: Stage) => void; /** The button that opens it. */ children: ReactElement };

/** The other stages of the pipeline: a choice moves the deal there. */
export function MoveMenu({ deal, stages, onMove, children }: Props) {
    const { t } = useTranslation();
    return (
        <Menu position="bottom-end">
            <Menu.Target>{children}</Menu.Target>
            <Menu.Dropdown>
                <MenuGroup label={t('board.moveTo')}>
                    {stages
                        .filter((stage) => stage.id !== deal.stage.id)
                        .map((stage) => (
                            <Menu.Item key={stage.id} onClick={() => onMove(deal, stage)}>
                                {stage.name}
                            </Menu.Item>
                        ))}
                </MenuGroup>
            </Menu.Dropdown>
        </Menu>
    );
}
