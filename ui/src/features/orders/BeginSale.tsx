import { Button } from '@mantine/core';
import { IconCash, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';

/** Orders and cash sales begin on screens of their own. */
export function BeginSale() {
    const { t } = useTranslation();
    const go = useGo();
    useScreenActions([
        { key: 'new order', label: t('sale.newOrder'), shortcut: 'n', run: () => go('/orders/new') },
        { key: 'cash sale', label: t('sale.cashSale'), run: () => go('/cash-sales/new') },
    ], { first: true });
    return (
        <>
            <Button variant="default" leftSection={<IconCash size={16} aria-hidden />} onClick={() => go('/cash-sales/new')}>{t('sale.cashSale')}</Button>
            <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="n" onClick={() => go('/orders/new')}>{t('sale.newOrder')}</Button>
        </>
    );
}
