/** The keys that every list and form understands, shown with "?". */
import { Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Shortcuts.module.css';

const SHORTCUTS = [
    { keys: ['Ctrl', 'K'], text: 'shortcuts.search' },
    { keys: ['L'], text: 'shortcuts.log' },
    { keys: ['J', 'K'], text: 'shortcuts.move' },
    { keys: ['Enter'], text: 'shortcuts.open' },
    { keys: ['N'], text: 'shortcuts.new' },
    { keys: ['E'], text: 'shortcuts.edit' },
    { keys: ['/'], text: 'shortcuts.filter' },
    { keys: ['Ctrl', 'Enter'], text: 'shortcuts.save' },
    { keys: ['Esc'], text: 'shortcuts.close' },
    { keys: ['X'], text: 'shortcuts.tick' },
    { keys: ['S'], text: 'shortcuts.postpone' },
    { keys: ['L'], text: 'shortcuts.log' },
    { keys: ['B'], text: 'shortcuts.break' },
    { keys: ['Z'], text: 'shortcuts.back' },
    { keys: ['Space'], text: 'shortcuts.pick' },
    { keys: ['G', 'N'], text: 'shortcuts.notifications' },
    { keys: ['?'], text: 'shortcuts.help' },
] as const;

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    return (
        <Modal opened onClose={onClose} title={t('user.shortcuts')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <Table>
                <Table.Tbody>
                    {SHORTCUTS.map(({ keys, text }) => (
                        <Table.Tr key={text}>
                            <Table.Td className={classes.keys}>
                                {keys.map((key) => (
                                    <kbd key={key} className={classes.key}>
                                        {key}
                                    </kbd>
                                ))}
                            </Table.Td>
                            <Table.Td>{t(text)}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </Modal>
    );
}
