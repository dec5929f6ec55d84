import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { useProblemText } from '~/lib/problem';

/** What happened and what to do now, in the place of what could not be shown. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const requestId = error instanceof ApiProblem ? error.requestId : null;
    return (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('error.title')} m="md">
            <Text size="sm">{problemText(error)}</Text>
            {requestId && (
                <Text size="xs" c="dimmed" mt={4}>
                    {t('error.requestId', { id: requestId })}
                </Text>
            )}
            {onRetry && (
                <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
                    {t('action.retry')}
                </Button>
            )}
        </Alert>
    );
}
