import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { RecordList } from '~/features/records/RecordList';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';

/** Quotes begin on a screen of their own. */
function BeginQuote() {
    const { t } = useTranslation();
    const go = useGo();
    const run = () => go('/quotes/new');
    useScreenActions([{ key: 'new quote', label: t('quote.new'), shortcut: 'n', run }], { first: true });
    return <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="n" onClick={run}>{t('quote.new')}</Button>;
}

/** The list of quotes, with what begins a new one. */
export default function QuotesRoute() {
    const { t } = useTranslation();
    const type = useRecordType('quote');
    const search = useSearch({ strict: false }) as Search;
    return <RecordList type={type} search={search} actions={type.may.update && <BeginQuote />} hint={t('sale.quotesHint')} />;
}
