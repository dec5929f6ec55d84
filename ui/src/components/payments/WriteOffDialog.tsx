import { useTranslation } from 'react-i18next';
import { writeOff } from '~/api/receivables';
import { notifyDone } from '~/components/notify';
import { ActDialog } from './ActDialog';

/** What of an invoice will not be paid; above the limit somebody else has to agree. */
export function WriteOffDialog({ invoice, onClose }: { invoice: { id: number; number: string; open: string }; onClose: () => void }) {
    const { t } = useTranslation();
    return (
        <ActDialog title={t('receivables.writeOffOf', { number: invoice.number })} confirm={t('receivables.writeOff')} danger amount={invoice.open} reason={t('receivables.why')} onClose={onClose}
            act={({ amount, date, reason }, key) => writeOff(invoice.id, { amount, date, reason }, key)}
            onDone={({ approval }) => notifyDone(t(approval === null ? 'receivables.writtenOff' : 'receivables.waitsForApproval'))} />
    );
}
