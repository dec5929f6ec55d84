import { Button, type ButtonProps } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ComponentProps, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Deferred } from '~/components/Deferred';
import { useCatalogue } from '~/lib/catalogue';

export const loadNewMenu = () => import('./NewMenu');
const NewMenu = lazy(loadNewMenu);

const OFFERED = ['account', 'contact', 'opportunity', 'interaction', 'task', 'lead'];

export function NewTarget(props: ButtonProps & ComponentProps<'button'>) {
    const { t } = useTranslation();
    return (
        <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} px="sm" {...props}>
            {t('action.new')}
        </Button>
    );
}

export function NewButton() {
    const catalogue = useCatalogue();
    const types = OFFERED.flatMap((name) => catalogue.find(name) ?? []).filter((type) => type.may.create);
    if (types.length === 0) return null;
    return <Deferred kind="menu" target={(props) => <NewTarget {...props} />} content={NewMenu} props={{ types }} />;
}
