import { Button } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';

/** A deal that was won becomes an order. */
export function NewOrder({ opportunity }: { opportunity: number }) {
    const { t } = useTranslation();
    const go = useGo();
    const may = useCatalogue().find('order')?.may.update ?? false;
    const begin = () => go('/orders/new', { search: { opportunity: String(opportunity) } });
    useScreenActions(may ? [{ key: 'new order', label: t('sale.newOrder'), run: begin }] : []);
    if (!may) return null;
    return (
        <Button variant="default" leftSection={<IconShoppingCart size={16} aria-hidden />} onClick={begin}>
            {t('sale.newOrder')}
        </Button>
    );
}
