/** The inbox of leads: who wrote, how long they have waited, and what becomes of them, one key each. */
import { Anchor, SegmentedControl, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInbox, IconSearch } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '~/api/leads';
import { type Step, useAct } from '~/components/act/use-act';
import { AppLink, useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { useRecordPanel } from '~/components/record-panel/context';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { ConvertDialog } from './ConvertDialog';
import { DisqualifyDialog } from './DisqualifyDialog';
import { FOLDERS, folderOf } from './folders';
import { LeadDetail } from './LeadDetail';
import { LeadList } from './LeadList';
import classes from './Leads.module.css';
import { useLeads } from './use-leads';
import { useLeadSteps } from './use-lead-steps';

/** The lead that is shown: the one in the address, or the one that stands where the last one stood. */
function useChosen(leads: Lead[], search: Search, change: (part: Search) => void) {
    const [place, setPlace] = useState(0);
    const named = leads.findIndex(({ id }) => String(id) === search.lead);
    const index = named >= 0 ? named : Math.min(place, leads.length - 1);
    const choose = (next: number) => {
        const lead = leads[Math.max(0, Math.min(leads.length - 1, next))];
        if (lead === undefined) return;
        setPlace(leads.indexOf(lead));
        change({ lead: String(lead.id) });
        document.querySelector(`[data-lead="${lead.id}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    return { lead: leads[index], index, choose };
}

function useInbox() {
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const folder = folderOf(search);
    const [q] = useDebouncedValue(search.q ?? '', 200);
    const list = useLeads(folder, q);
    const change = (part: Search) => {
        const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== ''));
        go('/inbox', { search: next, replace: true });
    };
    return { folder, search, list, change };
}

type Asking = { what: 'convert' | 'disqualify'; lead: Lead } | null;

function useTriage(lead: Lead | undefined, mayChange: boolean) {
    const steps = useLeadSteps();
    const actor = useAct();
    const [asking, setAsking] = useState<Asking>(null);
    const run = (of: Lead, step: Step) => {
        setAsking(null);
        void actor.act(String(of.id), step);
    };
    const on = (act: (lead: Lead) => void) => () => {
        if (lead !== undefined && mayChange) act(lead);
    };
    const actions = {
        take: on((one) => run(one, steps.take(one))),
        work: on((one) => run(one, steps.work(one))),
        nurture: on((one) => run(one, steps.nurture(one))),
        spam: on((one) => run(one, steps.spam(one))),
        disqualify: on((one) => setAsking({ what: 'disqualify', lead: one })),
        convert: on((one) => setAsking({ what: 'convert', lead: one })),
    };
    return { actions, asking, close: () => setAsking(null), run, steps, undo: actor.undoLast };
}

export default function LeadsPage() {
    const { t } = useTranslation();
    const type = useRecordType('lead');
    const panel = useRecordPanel();
    const log = useRef<HTMLInputElement>(null);
    const { folder, search, list, change } = useInbox();
    const leads = list.data?.leads ?? [];
    const { lead, index, choose } = useChosen(leads, search, change);
    const triage = useTriage(lead, type.may.update);
    const { actions, asking } = triage;
    // While one answers a dialog, a step before it may have changed the lead.
    const latest = (asked: Lead) => leads.find(({ id }) => id === asked.id) ?? asked;
    usePageTitle(type.label_plural);
    useScreenActions(
        [
            { key: 'next', label: t('actions.next'), shortcut: 'j', run: () => choose(index + 1) },
            { key: 'previous', label: t('actions.previous'), shortcut: 'k', run: () => choose(index - 1) },
            { key: 'convert', label: t('leads.convert'), shortcut: 'c', run: actions.convert },
            { key: 'take', label: t('leads.take'), shortcut: 'a', run: actions.take },
            { key: 'work', label: t('leads.work'), shortcut: 'w', run: actions.work },
            { key: 'nurture', label: t('leads.nurture'), shortcut: 'n', run: actions.nurture },
            { key: 'disqualify', label: t('leads.disqualify'), shortcut: 'd', run: actions.disqualify },
            { key: 'spam', label: t('leads.spam'), shortcut: 's', run: actions.spam },
            { key: 'log', label: t('quickLog.title'), shortcut: 'l', run: () => log.current?.focus() },
            { key: 'edit', label: t('action.edit'), shortcut: 'e', run: () => lead && type.may.update && panel.open({ type: 'lead', id: lead.id }) },
            { key: 'undo', label: t('actions.undo'), shortcut: 'z', run: triage.undo },
        ],
        { enabled: !panel.isOpen && asking === null, first: true },
    );
    return (
        <div className={classes.page} data-reading={search.lead !== undefined || undefined}>
            <header className={classes.head}>
                <Title order={1}>{type.label_plural}</Title>
                <Anchor component={AppLink} to="/leads" className={classes.all}>
                    {t('leads.all')}
                </Anchor>
                <div className={classes.tools}>
                    <SegmentedControl
                        size="xs"
                        aria-label={t('leads.folder')}
                        value={folder}
                        onChange={(value) => change({ folder: value, lead: '' })}
                        data={FOLDERS.map((name) => ({ value: name, label: t(`leads.folders.${name}`) }))}
                    />
                    <TextInput
                        size="xs"
                        aria-label={t('filter.quick')}
                        placeholder={t('filter.quick')}
                        leftSection={<IconSearch size={14} aria-hidden />}
                        value={search.q ?? ''}
                        onChange={(event) => change({ q: event.currentTarget.value, lead: '' })}
                    />
                </div>
            </header>
            {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
            {list.data && leads.length === 0 && (
                <EmptyState icon={<IconInbox size={40} stroke={1.3} aria-hidden />} title={t('leads.none')} text={t('leads.noneHint')} />
            )}
            {!list.error && (list.isPending || leads.length > 0) && (
                <div className={classes.panes}>
                    <div className={classes.listPane}>
                        <LeadList leads={list.data?.leads} more={list.data?.more ?? false} chosen={lead?.id} onChoose={(one) => choose(leads.indexOf(one))} />
                    </div>
                    {lead && (
                        <div className={classes.detailPane}>
                            <LeadDetail key={lead.id} lead={lead} actions={actions} mayChange={type.may.update} logRef={log} onBack={() => change({ lead: '' })} />
                        </div>
                    )}
                </div>
            )}
            {asking?.what === 'disqualify' && (
                <DisqualifyDialog name={asking.lead.name} onCancel={triage.close} onDone={(reason) => triage.run(latest(asking.lead), triage.steps.disqualify(latest(asking.lead), reason))} />
            )}
            {asking?.what === 'convert' && (
                <ConvertDialog lead={asking.lead} onCancel={triage.close} onConvert={(conversion) => triage.run(latest(asking.lead), triage.steps.convert(latest(asking.lead), conversion))} />
            )}
        </div>
    );
}
