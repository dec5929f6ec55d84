/** A lead becomes a customer: who is known already is offered first, all else is made. */
import { Button, Checkbox, Group, Modal, Radio, Skeleton, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Lead, type LeadConversion, type LeadMatch, type LeadMatches, readLeadMatches } from '~/api/leads';
import { ErrorState } from '~/components/ErrorState';
import { MoneyInput } from '~/components/fields/MoneyInput';
import { findField, useRecordType } from '~/lib/catalogue';
import { useSession } from '~/lib/session';
import classes from './Leads.module.css';

type Props = { lead: Lead; onConvert: (conversion: LeadConversion) => void; onCancel: () => void };

const NEW = 'new';

type ChoiceProps = { label: string; made: string; matches: LeadMatch[]; value: string; onChange: (value: string) => void };

function Choice({ label, made, matches, value, onChange }: ChoiceProps) {
    return (
        <Radio.Group label={label} value={value} onChange={onChange} className={classes.choice}>
            <Stack gap="xs" mt="xs">
                {matches.map((match) => (
                    <Radio
                        key={match.record.id}
                        value={String(match.record.id)}
                        label={<span dir="auto">{match.record.title}</span>}
                        description={match.subtitle ?? undefined}
                       
                    />
                ))}
                <Radio value={NEW} label={<span dir="auto">{made}</span>} />
            </Stack>
        </Radio.Group>
    );
}

function useConversion(lead: Lead, matches: LeadMatches) {
    const { session } = useSession();
    const [account, setAccount] = useState(String(matches.accounts[0]?.record.id ?? NEW));
    const [contact, setContact] = useState(String(matches.contacts[0]?.record.id ?? NEW));
    const [deal, setDeal] = useState(false);
    const [name, setName] = useState(lead.company ?? lead.name);
    const [money, setMoney] = useState({ amount: '', currency: session.organisation.currency });
    const conversion: LeadConversion = {
        account: account === NEW ? null : Number(account),
        account_name: account === NEW ? (lead.company ?? lead.name) : null,
        contact: contact === NEW ? null : Number(contact),
        opportunity: deal ? { name, amount: money.amount || null, currency: money.currency } : null,
    };
    return { account, setAccount, contact, setContact, deal, setDeal, name, setName, money, setMoney, conversion };
}

function Form({ lead, matches, onConvert, onCancel }: Props & { matches: LeadMatches }) {
    const { t } = useTranslation();
    const state = useConversion(lead, matches);
    const opportunity = useRecordType('opportunity');
    const amount = findField(opportunity, 'amount')!;
    // The dialog opened before its answer was there, so the focus comes with the answer.
    const form = useRef<HTMLFormElement>(null);
    useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
    const submit = (event: { preventDefault: () => void }) => {
        event.preventDefault();
        onConvert(state.conversion);
    };
    return (
        <form ref={form} onSubmit={submit} onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}>
            <Choice label={t('leads.account')} made={t('leads.newAccount', { name: lead.company ?? lead.name })} matches={matches.accounts} value={state.account} onChange={state.setAccount} />
            <Choice label={t('leads.contact')} made={t('leads.newContact', { name: lead.name })} matches={matches.contacts} value={state.contact} onChange={state.setContact} />
            <Checkbox mt="md" label={t('leads.withDeal')} checked={state.deal} onChange={(event) => state.setDeal(event.currentTarget.checked)} />
            {state.deal && (
                <Stack gap="xs" mt="xs">
                    <TextInput label={t('leads.dealName')} dir="auto" maxLength={200} required value={state.name} onChange={(event) => state.setName(event.currentTarget.value)} />
                    <MoneyInput
                        id="lead-deal-amount"
                        label={amount.label}
                        type={opportunity}
                        field={amount}
                        values={state.money}
                        onChange={(field, value) => state.setMoney({ ...state.money, [field]: String(value ?? '') })}
                    />
                </Stack>
            )}
            <Group justify="flex-end" mt="lg">
                <Button variant="default" onClick={onCancel}>
                    {t('action.cancel')}
                </Button>
                <Button type="submit">{t('leads.convert')}</Button>
            </Group>
        </form>
    );
}

export function ConvertDialog({ lead, onConvert, onCancel }: Props) {
    const { t } = useTranslation();
    const matches = useQuery({ queryKey: ['search', 'lead-matches', lead.id, lead.version], queryFn: ({ signal }) => readLeadMatches(lead.id, signal) });
    return (
        <Modal opened onClose={onCancel} title={t('leads.convertTitle', { name: lead.name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            {matches.isError && <ErrorState error={matches.error} onRetry={() => void matches.refetch()} />}
            {matches.isPending && <Skeleton height={180} />}
            {matches.data && <Form lead={lead} matches={matches.data} onConvert={onConvert} onCancel={onCancel} />}
        </Modal>
    );
}
