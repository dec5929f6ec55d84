import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Changes } from '~/api/records';
import { useRecordPanel } from '~/components/record-panel/context';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';

/** Begins a record of some type that already knows what it belongs to; absent for those who may not make one. */
export function AddButton({ type: name, label, initial }: { type: string; label: string; initial: Changes }) {
    const panel = useRecordPanel();
    const { t } = useTranslation();
    const type = useCatalogue().find(name);
    const begin = () => panel.open({ type: name, initial });
    useScreenActions(type?.may.create ? [{ key: `new ${name}`, label: t('action.newRecord', { type: type.label.toLowerCase() }), run: begin }] : []);
    if (!type?.may.create) return null;
    return (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={begin}>
            {label}
        </Button>
    );
}
