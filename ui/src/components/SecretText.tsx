import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './SecretText.module.css';

/** Something that is shown once and wants to be copied. */
export function SecretText({ text, label }: { text: string; label: string }) {
    const { t } = useTranslation();
    return (
        <Group wrap="nowrap" align="flex-start">
            <code className={classes.secret} aria-label={label} tabIndex={0} role="textbox" aria-readonly>
                {text}
            </code>
            <CopyButton value={text}>
                {({ copied, copy }) => (
                    <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} miw={110}>
                        {t(copied ? 'action.copied' : 'action.copy')}
                    </Button>
                )}
            </CopyButton>
        </Group>
    );
}
