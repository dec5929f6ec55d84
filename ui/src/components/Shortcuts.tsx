import { useDisclosure } from '@mantine/hooks';
import { Suspense, lazy } from 'react';

const ShortcutsDialog = lazy(() => import('./ShortcutsDialog'));

export function useShortcutsDialog() {
    const [opened, { open, close }] = useDisclosure(false);
    const dialog = opened && (
        <Suspense>
            <ShortcutsDialog onClose={close} />
        </Suspense>
    );
    return { open, dialog };
}
