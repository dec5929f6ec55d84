/** Puts something off: to tomorrow, to next week, or to a day of one's own. */
import { ActionIcon, Button, Popover, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, nextMonday } from '~/lib/day';
import { today } from '~/lib/format';
import { useFormat } from '~/lib/use-format';
import classes from './Act.module.css';

type Props = { subject: string; onPostpone: (to: string) => void; shortcut?: string };

function Days({ onChoose }: { onChoose: (to: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [typed, setTyped] = useState('');
    const day = today();
    const choices = [
        { text: t('postpone.tomorrow'), to: addDays(day, 1) },
        { text: t('postpone.nextWeek'), to: nextMonday(day) },
    ];
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (typed !== '') onChoose(typed);
    };
    return (
        <Stack gap="xs">
            {choices.map(({ text, to }, index) => (
                <Button
                    key={text}
                    data-autofocus={index === 0 || undefined}
                    variant="default"
                    justify="space-between"
                    rightSection={<span className={classes.day}>{format.weekday(to)}</span>}
                    onClick={() => onChoose(to)}
                >
                    {text}
                </Button>
            ))}
            <form className={classes.date} onSubmit={submit}>
                <TextInput type="date" label={t('postpone.date')} min={day} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
                <Button type="submit" disabled={typed === ''}>
                    {t('postpone.set')}
                </Button>
            </form>
        </Stack>
    );
}

export function Postpone({ subject, onPostpone, shortcut }: Props) {
    const { t } = useTranslation();
    const [opened, setOpened] = useState(false);
    const label = t('postpone.label', { subject });
    const choose = (to: string) => {
        setOpened(false);
        onPostpone(to);
    };
    return (
        <Popover opened={opened} onChange={setOpened} trapFocus returnFocus withinPortal shadow="md" position="bottom-end">
            <Popover.Target>
                <Tooltip label={t('postpone.short')}>
                    <ActionIcon aria-label={label} aria-keyshortcuts={shortcut} data-act="postpone" onClick={() => setOpened(!opened)}>
                        <IconCalendarShare size={18} aria-hidden />
                    </ActionIcon>
                </Tooltip>
            </Popover.Target>
            <Popover.Dropdown aria-label={label}>
                <Days onChoose={choose} />
            </Popover.Dropdown>
        </Popover>
    );
}
