import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of what is coming. */
export function SkeletonRows({ count = 8, height = 20 }: { count?: number; height?: number }) {
    const { t } = useTranslation();
    return (
        <Stack gap="sm" p="md" role="status" aria-label={t('app.loading')}>
            {Array.from({ length: count }, (_, index) => (
                <Skeleton key={index} height={height} width={`${96 - ((index * 7) % 30)}%`} />
            ))}
        </Stack>
    );
}
