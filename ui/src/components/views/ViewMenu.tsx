/** The items of the chooser: the views of a screen, and what can be done with the one that is shown. */
import { Menu } from '@mantine/core';
import { IconCheck, IconDeviceFloppy, IconPencil, IconPlus, IconRestore, IconStar, IconStarOff, IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MenuGroup } from '../MenuGroup';
import type { useViews } from './use-views';
import { ViewTarget } from './ViewChooser';

type Props = { control: ReturnType<typeof useViews>; onAdd: () => void; onEdit: () => void };

const ICON = { size: 16, 'aria-hidden': true } as const;

export default function ViewMenu({ control, onAdd, onEdit }: Props) {
    const { t } = useTranslation();
    const { views, current, changed, show, keep, remove, setDefault } = control;
    const mark = (chosen: boolean) => (chosen ? <IconCheck {...ICON} /> : undefined);
    return (
        <Menu position="bottom-start" width={260} defaultOpened>
            <Menu.Target>
                <ViewTarget current={current} changed={changed} />
            </Menu.Target>
            <Menu.Dropdown>
                <MenuGroup label={t('views.title')}>
                    <Menu.Item rightSection={mark(current === null)} onClick={() => show(null)}>
                        {t('views.all')}
                    </Menu.Item>
                    {views.map((view) => (
                        <Menu.Item key={view.id} leftSection={view.shared === 'private' ? undefined : <IconUsers {...ICON} />} rightSection={mark(view.id === current?.id)} onClick={() => show(view)}>
                            <bdi>{view.name}</bdi>
                            {!view.mine && ` · ${view.owner.title}`}
                        </Menu.Item>
                    ))}
                </MenuGroup>
                <Menu.Divider />
                {current?.mine && changed && (
                    <Menu.Item leftSection={<IconDeviceFloppy {...ICON} />} onClick={() => keep.mutate(current)}>
                        {t('views.keep', { name: current.name })}
                    </Menu.Item>
                )}
                {current && changed && (
                    <Menu.Item leftSection={<IconRestore {...ICON} />} onClick={() => show(current)}>
                        {t('views.discard')}
                    </Menu.Item>
                )}
                <Menu.Item leftSection={<IconPlus {...ICON} />} onClick={onAdd}>
                    {t('views.saveAs')}
                </Menu.Item>
                {current && (
                    <Menu.Item leftSection={current.default ? <IconStarOff {...ICON} /> : <IconStar {...ICON} />} onClick={() => setDefault.mutate(current.default ? null : current.id)}>
                        {t(current.default ? 'views.doNotBegin' : 'views.begin')}
                    </Menu.Item>
                )}
                {current?.mine && (
                    <>
                        <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={onEdit}>
                            {t('views.edit')}
                        </Menu.Item>
                        <Menu.Item leftSection={<IconTrash {...ICON} />} onClick={() => remove.mutate(current)}>
                            {t('views.delete')}
                        </Menu.Item>
                    </>
                )}
            </Menu.Dropdown>
        </Menu>
    );
}
