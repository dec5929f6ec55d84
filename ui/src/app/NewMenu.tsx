import { Menu } from '@mantine/core';
import type { RecordType } from '~/api/types';
import { useRecordPanel } from '~/components/record-panel/context';
import { NewTarget } from './NewButton';

export default function NewMenu({ types }: { types: RecordType[] }) {
    const panel = useRecordPanel();
    return (
        <Menu position="bottom-end" width={220} defaultOpened>
            <Menu.Target>
                <NewTarget />
            </Menu.Target>
            <Menu.Dropdown>
                {types.map((type) => (
                    <Menu.Item key={type.name} onClick={() => panel.open({ type: type.name })}>
                        {type.label}
                    </Menu.Item>
                ))}
            </Menu.Dropdown>
        </Menu>
    );
}
