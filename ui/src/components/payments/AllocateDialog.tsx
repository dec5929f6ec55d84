/** Gives what is left of a payment or a credit note to open invoices. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '~/components/notify';
import { useCatalogue } from '~/lib/catalogue';
import { units } from '~/lib/units';
import { Allocations } from './Allocations';
import { useUnpaid } from './PaymentDialog';
import { type Given, allocationsOf, spread, takenBy } from './payment-form';
import { useMoneyAct } from './use-act';

type Allocated = ReturnType<typeof allocationsOf>;

type Props = {
    credit: { number: string; account: number; currency: string; open: string };
    /** Discounts belong to the day on which the money came; without one there are none. */
    paidOn: string | null;
    act: (given: { allocations: Allocated }, key: string) => Promise<unknown>;
    onClose: () => void;
};

const AFTER_ANY_DISCOUNT = '9999-12-31';

export function AllocateDialog({ credit, paidOn, act: send, onClose }: Props) {
    const { t } = useTranslation();
    const digits = useCatalogue().exponent(credit.currency);
    const bills = (useUnpaid(credit.account) ?? []).filter(({ currency }) => currency === credit.currency);
    const [typed, setTyped] = useState<Given | null>(null);
    const left = units(credit.open, digits) ?? 0n;
    const date = paidOn ?? AFTER_ANY_DISCOUNT;
    const given = typed ?? spread(bills, left, date, digits);
    const taken = takenBy(given, digits);
    const act = useMoneyAct((allocations: Allocated, key) => send({ allocations }, key), () => {
        notifyDone(t('receivables.given'));
        onClose();
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        act.run(allocationsOf(given, digits));
    };
    return (
        <Modal opened onClose={onClose} size="lg" title={t('receivables.giveTitle', { number: credit.number })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit}>
                <Stack gap="sm">
                    {act.problem && <Alert color="red" variant="light" role="alert">{act.problem}</Alert>}
                    <Allocations bills={bills} given={given} paidOn={date} digits={digits} errorOf={act.errorOf} onChange={setTyped} />
                    <Group justify="flex-end">
                        <Button type="submit" loading={act.pending} disabled={taken === null || taken <= 0n || taken > left}>{t('receivables.give')}</Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
