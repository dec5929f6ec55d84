/** What is done with a lead in the inbox, each with its way back. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { convertLead, type Lead, type LeadConversion, unconvertLead } from '~/api/leads';
import { type Changes, updateRecord } from '~/api/records';
import type { RecordData } from '~/api/types';
import type { Step } from '~/components/act/use-act';
import { useSession } from '~/lib/session';

export function useLeadSteps() {
    const { t } = useTranslation();
    const { session } = useSession();
    return useMemo(() => {
        const change = (lead: Lead, changes: Changes, before: Changes, text: string): Step => ({
            run: () => updateRecord('leads', lead.id, lead.version, changes),
            undo: (saved) => updateRecord('leads', lead.id, saved.version, before),
            text,
        });
        const status = (lead: Lead, name: Lead['status'], text: string) => change(lead, { status: name }, { status: lead.status }, text);
        return {
            take: (lead: Lead) => change(lead, { owner: session.user.id }, { owner: lead.owner?.id ?? null }, t('leads.done.taken', { name: lead.name })),
            work: (lead: Lead) => status(lead, 'working', t('leads.done.working', { name: lead.name })),
            nurture: (lead: Lead) => status(lead, 'nurturing', t('leads.done.nurturing', { name: lead.name })),
            spam: (lead: Lead) => status(lead, lead.status === 'spam' ? 'new' : 'spam', t(lead.status === 'spam' ? 'leads.done.noSpam' : 'leads.done.spam', { name: lead.name })),
            disqualify: (lead: Lead, reason: string | null) =>
                change(
                    lead,
                    { status: 'disqualified', disqualify_reason: reason },
                    { status: lead.status, disqualify_reason: lead.disqualify_reason },
                    t('leads.done.disqualified', { name: lead.name }),
                ),
            convert: (lead: Lead, conversion: LeadConversion): Step => ({
                run: () => convertLead(lead.id, conversion) as unknown as Promise<RecordData>,
                undo: () => unconvertLead(lead.id),
                text: t('leads.done.converted', { name: lead.name }),
            }),
        };
    }, [session.user.id, t]);
}

export type LeadSteps = ReturnType<typeof useLeadSteps>;
