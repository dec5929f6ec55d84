import { Button } from '@mantine/core';
import { IconContract } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';

/** A contract with this customer. */
export function NewContractButton({ account }: { account: number }) {
    const { t } = useTranslation();
    const go = useGo();
    const may = useCatalogue().type('contract').may.update;
    const run = () => go(`/contracts/new?account=${account}`);
    useScreenActions(may ? [{ key: 'new contract', label: t('contracts.new'), run }] : []);
    if (!may) return null;
    return <Button variant="default" leftSection={<IconContract size={16} aria-hidden />} onClick={run}>{t('contracts.new')}</Button>;
}
