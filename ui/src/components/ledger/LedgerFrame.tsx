/** The frame of the ledger's screens: heading, and in place of the content what has to be done first. */
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '~/api/ledger';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { usePageTitle } from '~/lib/use-page-title';
import { OpenLedger } from './OpenLedger';
import classes from './Ledger.module.css';
import { useLedger } from './use-ledger';

type Props = { title: string; actions?: ReactNode; children: (ledger: Ledger) => ReactNode };

export function LedgerFrame({ title, actions, children }: Props) {
    const { t } = useTranslation();
    const ledger = useLedger();
    usePageTitle(title);
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <div>
                    <Title order={1}>{title}</Title>
                    {ledger.data?.open && <p className={classes.hint}>{t('ledger.amountsIn', { currency: ledger.data.currency })}</p>}
                </div>
                {ledger.data?.open && actions}
            </header>
            {ledger.isPending && <SkeletonRows count={8} height={24} />}
            {ledger.error && <ErrorState error={ledger.error} onRetry={() => void ledger.refetch()} />}
            {ledger.data && !ledger.data.open && <OpenLedger may={ledger.data.keeper} />}
            {ledger.data?.open && children(ledger.data)}
        </div>
    );
}
