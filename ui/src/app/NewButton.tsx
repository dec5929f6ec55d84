import { Button, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordPanel } from '~/components/record-panel/context';
import { useCatalogue } from '~/lib/catalogue';

const OFFERED = ['account', 'contact', 'opportunity', 'interaction', 'task', 'lead'];

export function NewButton({ icon }: { icon: ReactNode }) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const panel = useRecordPanel();
    const types = OFFERED.map((name) => catalogue.find(name)).filter((type) => type?.may.create);
    if (types.length === 0) return null;
    return (
        <Menu position="bottom-end" width={220}>
            <Menu.Target>
                <Button variant="filled" leftSection={icon} px="sm">
                    {t('action.new')}
                </Button>
            </Menu.Target>
            <Menu.Dropdown>
                {types.map((type) => (
                    <Menu.Item key={type!.name} onClick={() => panel.open({ type: type!.name })}>
                        {type!.label}
                    </Menu.Item>
                ))}
            </Menu.Dropdown>
        </Menu>
    );
}
