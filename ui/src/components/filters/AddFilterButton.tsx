import { Button, type ButtonProps } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { type ComponentProps, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordType } from '~/api/types';
import type { FieldFilter } from '~/lib/filters';
import { Deferred } from '../Deferred';

const AddFilter = lazy(() => import('./AddFilter'));

export type AddFilterProps = {
    type: RecordType;
    taken: string[];
    onAdd: (path: string, conditions: FieldFilter['conditions']) => void;
};

export function AddFilterTarget(props: ButtonProps & ComponentProps<'button'>) {
    const { t } = useTranslation();
    return (
        <Button variant="default" size="compact-md" fz="sm" fw={400} leftSection={<IconFilterPlus size={15} aria-hidden />} {...props}>
            {t('filter.add')}
        </Button>
    );
}

export function AddFilterButton(props: AddFilterProps) {
    return <Deferred kind="dialog" target={(target) => <AddFilterTarget {...target} />} content={AddFilter} props={props} />;
}
