import { Button, Group } from '@mantine/core';
import { IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordType } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';

type Props = { type: RecordType; narrowed: boolean; hint?: string; onNew: () => void; onClear: () => void };

export function ListEmpty({ type, narrowed, hint, onNew, onClear }: Props) {
    const { t } = useTranslation();
    const plural = type.label_plural.toLowerCase();
    if (narrowed) {
        return (
            <EmptyState
                icon={<IconFilterOff size={32} stroke={1.4} aria-hidden />}
                title={t('list.noMatch', { types: plural })}
                text={t('list.noMatchHint')}
                action={
                    <Button variant="default" onClick={onClear}>
                        {t('filter.clear')}
                    </Button>
                }
            />
        );
    }
    return (
        <EmptyState
            icon={<IconInbox size={32} stroke={1.4} aria-hidden />}
            title={t('list.empty', { types: plural })}
            text={hint ?? (type.may.create ? t('list.emptyHint') : undefined)}
            action={
                type.may.create && (
                    <Group justify="center">
                        <Button onClick={onNew}>{t('action.newRecord', { type: type.label.toLowerCase() })}</Button>
                        <Button variant="default" component={AppLink} to="/import">
                            {t('list.importCsv')}
                        </Button>
                    </Group>
                )
            }
        />
    );
}
