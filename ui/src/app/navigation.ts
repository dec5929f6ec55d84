import {
    IconAddressBook,
    IconBook2,
    IconBuilding,
    IconBuildingWarehouse,
    IconContract,
    IconRefresh,
    IconChartBar,
    IconChecklist,
    IconCopyCheck,
    IconFileDollar,
    IconFileImport,
    IconHeartHandshake,
    IconCalendarCheck,
    IconCashBanknote,
    IconCoins,
    IconLayoutKanban,
    IconListTree,
    IconMessages,
    IconPackage,
    IconReportMoney,
    IconSettings,
    IconSpeakerphone,
    IconSun,
    IconReceipt2,
    IconShoppingCart,
    IconTargetArrow,
    IconTruckDelivery,
    IconUserPlus,
} from '@tabler/icons-react';

/** An entry without a label is the list of its record type and bears that type's name.
 * `record` is the type that the page needs: without it in the caller's catalogue the entry is left out, and what belongs to
 * the books for who does not read them. */
export const NAVIGATION = [
    {
        label: 'nav.groupWork',
        entries: [
            { to: '/today', label: 'nav.today', icon: IconSun, record: 'task' },
            { to: '/tasks', label: null, icon: IconChecklist, record: 'task' },
            { to: '/promises', label: null, icon: IconHeartHandshake, record: 'promise' },
        ],
    },
    {
        label: 'nav.groupCustomers',
        entries: [
            { to: '/accounts', label: null, icon: IconBuilding, record: 'account' },
            { to: '/contacts', label: null, icon: IconAddressBook, record: 'contact' },
            { to: '/interactions', label: null, icon: IconMessages, record: 'interaction' },
        ],
    },
    {
        label: 'nav.groupSales',
        entries: [
            { to: '/pipeline', label: 'nav.pipeline', icon: IconLayoutKanban, record: 'opportunity' },
            { to: '/opportunities', label: null, icon: IconTargetArrow, record: 'opportunity' },
            { to: '/inbox', label: 'nav.leadInbox', icon: IconUserPlus, record: 'lead' },
            { to: '/campaigns', label: null, icon: IconSpeakerphone, record: 'campaign' },
            { to: '/products', label: null, icon: IconPackage, record: 'product' },
            { to: '/results', label: 'nav.results', icon: IconChartBar, record: 'opportunity' },
        ],
    },
    {
        label: 'nav.groupTrade',
        entries: [
            { to: '/quotes', label: null, icon: IconFileDollar, record: 'quote' },
            { to: '/orders', label: null, icon: IconShoppingCart, record: 'order' },
            { to: '/deliveries', label: null, icon: IconTruckDelivery, record: 'delivery' },
            { to: '/invoices', label: null, icon: IconReceipt2, record: 'invoice' },
            { to: '/contracts', label: null, icon: IconContract, record: 'contract' },
            { to: '/recurring-revenue', label: 'nav.recurring', icon: IconRefresh, record: 'contract' },
            { to: '/stock', label: 'nav.stock', icon: IconBuildingWarehouse, record: 'stock_location' },
        ],
    },
    {
        label: 'nav.groupLedger',
        entries: [
            { to: '/ledger', label: 'nav.statements', icon: IconReportMoney, record: 'ledger_account', books: true },
            { to: '/receivables', label: 'nav.receivables', icon: IconCoins, record: 'payment', books: true },
            { to: '/payments', label: null, icon: IconCashBanknote, record: 'payment', books: true },
            { to: '/journal', label: 'nav.journal', icon: IconBook2, record: 'ledger_account', books: true },
            { to: '/ledger_accounts', label: null, icon: IconListTree, record: 'ledger_account', books: true },
            { to: '/closing', label: 'nav.closing', icon: IconCalendarCheck, record: 'ledger_account', books: true },
        ],
    },
    {
        label: 'nav.groupData',
        entries: [
            { to: '/duplicates', label: 'nav.duplicates', icon: IconCopyCheck, record: 'account' },
            { to: '/import', label: 'nav.import', icon: IconFileImport, record: null },
            { to: '/settings', label: 'nav.settings', icon: IconSettings, record: null },
        ],
    },
] as const;

export type NavigationEntry = (typeof NAVIGATION)[number]['entries'][number];

/** What a thumb reaches on a phone; all else stands behind "More". */
export const BAR: readonly NavigationEntry['to'][] = ['/today', '/accounts', '/pipeline', '/tasks'];
