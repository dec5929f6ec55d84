/** The keys of the open screen, as it offers them, and those that work everywhere; shown with "?". */
import { Modal, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { screenActions } from '~/lib/actions';
import { Keys } from './Keys';

const EVERYWHERE = [
    { shortcut: 'Ctrl K', text: 'shortcuts.search' },
    { shortcut: 'L', text: 'shortcuts.log' },
    { shortcut: 'Ctrl Enter', text: 'shortcuts.save' },
    { shortcut: 'Esc', text: 'shortcuts.close' },
    { shortcut: '?', text: 'shortcuts.help' },
] as const;

function Part({ title, rows }: { title: string; rows: { shortcut: string; label: string }[] }) {
    return (
        <>
            <Title order={3} size="sm" mt="md" mb="xs">
                {title}
            </Title>
            <Table>
                <Table.Tbody>
                    {rows.map(({ shortcut, label }) => (
                        <Table.Tr key={`${shortcut} ${label}`}>
                            <Table.Td w="7rem">
                                <Keys shortcut={shortcut} />
                            </Table.Td>
                            <Table.Td>{label}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </>
    );
}

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const [actions] = useState(screenActions);
    const withKeys = actions.flatMap(({ shortcut, label, everywhere }) => (shortcut === undefined ? [] : [{ shortcut, label, everywhere }]));
    const here = withKeys.filter(({ everywhere }) => !everywhere);
    const everywhere = [...EVERYWHERE.map(({ shortcut, text }) => ({ shortcut, label: t(text) })), ...withKeys.filter((row) => row.everywhere)];
    return (
        <Modal opened onClose={onClose} title={t('user.shortcuts')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            {here.length > 0 && <Part title={t('shortcuts.here')} rows={here} />}
            <Part title={t('shortcuts.everywhere')} rows={everywhere} />
        </Modal>
    );
}
