import { Button } from '@mantine/core';
import { IconFileDollar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';

type Props = { of: 'account' | 'opportunity'; id: number };

/** A quote for this customer, or for this deal. */
export function NewQuoteButton({ of, id }: Props) {
    const { t } = useTranslation();
    const go = useGo();
    const may = useCatalogue().type('quote').may.update;
    const run = () => go(`/quotes/new?${of}=${id}`);
    useScreenActions(may ? [{ key: 'new quote', label: t('quote.new'), shortcut: 'q', run }] : []);
    if (!may) return null;
    return <Button variant="default" leftSection={<IconFileDollar size={16} aria-hidden />} aria-keyshortcuts="q" onClick={run}>{t('quote.new')}</Button>;
}
