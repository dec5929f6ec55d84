import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BeginSale } from '~/features/orders/BeginSale';
import { RecordList } from '~/features/records/RecordList';
import { useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';

/** The list of orders, with what begins a new one. */
export default function OrdersRoute() {
    const { t } = useTranslation();
    const type = useRecordType('order');
    const search = useSearch({ strict: false }) as Search;
    return <RecordList type={type} search={search} actions={type.may.update && <BeginSale />} hint={t('sale.ordersHint')} />;
}
