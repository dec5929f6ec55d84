import { ActionIcon } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type ComponentProps, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';
import { Deferred } from '~/components/Deferred';

const ColumnPopover = lazy(() => import('./ColumnPopover'));

export type ColumnChooserProps = { type: RecordType; available: Field[]; names: string[]; onChange: (names: string[] | null) => void };

export function ColumnTarget(props: Omit<ComponentProps<'button'>, 'color' | 'style'>) {
    const { t } = useTranslation();
    return (
        <ActionIcon aria-label={t('list.columns')} title={t('list.columns')} {...props}>
            <IconColumns3 size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
    );
}

export function ColumnChooser(props: ColumnChooserProps) {
    return <Deferred kind="dialog" target={(target) => <ColumnTarget {...target} />} content={ColumnPopover} props={props} />;
}
