import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Changes } from '~/api/records';
import { useRecordPanel } from '~/components/record-panel/context';
import { useCatalogue } from '~/lib/catalogue';

/** Begins a record of some type that already knows what it belongs to; absent for those who may not make one. */
export function AddButton({ type: name, label, initial }: { type: string; label: string; initial: Changes }) {
    const panel = useRecordPanel();
    if (!useCatalogue().find(name)?.may.create) return null;
    return (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => panel.open({ type: name, initial })}>
            {label}
        </Button>
    );
}
