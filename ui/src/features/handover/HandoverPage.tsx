/** Somebody leaves or changes: what they own goes to their successors in one action, which can be taken back. */
import { Alert, Button, Checkbox, Title } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { handOver, type Handover } from '~/api/handover';
import type { Reference } from '~/api/types';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { ReferencesPicker } from '~/components/fields/ReferencesPicker';
import { PageState } from '~/components/page/PageState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useProblemText } from '~/lib/problem';
import { useRecord, useRecordsChanged } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useIsAdministrator, useSession } from '~/lib/session';
import { usePageTitle } from '~/lib/use-page-title';
import { Accounts } from './Accounts';
import { Before } from './Before';
import { Done } from './Done';
import { Shares } from './Shares';
import classes from './Handover.module.css';

const ids = (people: Reference[]) => people.map(({ id }) => id);

function usePlan(from: Reference) {
    const changed = useRecordsChanged();
    const administrator = useIsAdministrator();
    const me = useSession().session.user.id;
    const [successors, setSuccessors] = useState<Reference[]>([]);
    const [choices, setChoices] = useState<ReadonlyMap<number, number>>(new Map());
    const [deactivate, setDeactivate] = useState(administrator && from.id !== me);
    const accounts = [...choices].filter(([, to]) => ids(successors).includes(to)).map(([account, to]) => ({ account, to }));
    const what = { from: from.id, successors: ids(successors), accounts };
    const trial = useQuery({
        queryKey: ['records', 'handover', what],
        queryFn: () => handOver({ ...what, dry_run: true }),
        enabled: successors.length > 0,
        retry: false,
        placeholderData: (before) => (successors.length > 0 ? before : undefined),
    });
    const carryOut = useMutation({
        mutationFn: () => handOver({ ...what, deactivate: administrator && deactivate }),
        onSuccess: () => changed(),
    });
    const choose = (account: number, to: number) => setChoices((before) => new Map(before).set(account, to));
    return { successors, setSuccessors, choices, choose, deactivate, setDeactivate, trial, carryOut, administrator };
}

function Plan({ from, onDone }: { from: Reference; onDone: (handover: Handover) => void }) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const plan = usePlan(from);
    const { successors, trial, carryOut } = plan;
    const error = carryOut.error ?? trial.error;
    const wrong = error instanceof ApiProblem ? error.errors.find(({ field }) => field === 'successors')?.message : undefined;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (successors.length > 0 && !carryOut.isPending) carryOut.mutate(undefined, { onSuccess: onDone });
    };
    return (
        <form onSubmit={submit}>
            <div className={classes.form}>
                <ReferencesPicker target="user" label={t('handover.to')} aria-label={t('handover.to')} description={t('handover.toHint')} error={wrong} data-autofocus value={successors} onChange={plan.setSuccessors} />
                {plan.administrator && (
                    <Checkbox label={t('handover.deactivate', { name: from.title })} checked={plan.deactivate} onChange={(event) => plan.setDeactivate(event.currentTarget.checked)} />
                )}
            </div>
            {error && wrong === undefined && (
                <Alert color="red" variant="light" role="alert" mt="md">
                    {problemText(error)}
                </Alert>
            )}
            {successors.length > 0 && !trial.error && (
                <section className={classes.part} aria-label={t('handover.preview')}>
                    <Title order={2}>{t('handover.preview')}</Title>
                    {trial.data ? <Shares handover={trial.data} /> : <SkeletonRows count={2} />}
                    <p className={classes.hint}>{t('handover.previewHint')}</p>
                    {trial.data && <Accounts handover={trial.data} choices={plan.choices} onChoose={plan.choose} />}
                </section>
            )}
            <div className={classes.end}>
                <Button type="submit" loading={carryOut.isPending} disabled={successors.length === 0 || trial.error !== null}>
                    {t('handover.do')}
                </Button>
            </div>
        </form>
    );
}

function Leaver({ id }: { id: number }) {
    const { t } = useTranslation();
    const user = useRecord('users', id);
    const [done, setDone] = useState<Handover | null>(null);
    if (!user.data) return <PageState error={user.error} onRetry={() => void user.refetch()} />;
    const from = { id, title: String(user.data.name) };
    return (
        <>
            <Title order={1}>{t('handover.title', { name: from.title })}</Title>
            <p className={classes.lead}>{t('handover.lead')}</p>
            {done !== null ? (
                <Done handover={done} onUndone={() => setDone(null)} />
            ) : (
                <>
                    <Plan from={from} onDone={setDone} />
                    <Before from={id} />
                </>
            )}
        </>
    );
}

export default function HandoverPage() {
    const { t } = useTranslation();
    const go = useGo();
    const { from } = useSearch({ strict: false }) as Search;
    const { role } = useSession().session.user;
    usePageTitle(t('handover.action'));
    if (role !== 'administrator' && role !== 'manager')
        return <EmptyState top icon={<IconUserOff size={40} stroke={1.3} aria-hidden />} title={t('handover.notYours')} text={t('handover.notYoursHint')} />;
    return (
        <div className={classes.page}>
            {from === undefined ? (
                <>
                    <Title order={1}>{t('handover.action')}</Title>
                    <p className={classes.lead}>{t('handover.lead')}</p>
                    <div className={classes.form}>
                        <ReferencePicker target="user" label={t('handover.from')} value={null} onChange={(user) => user && go('/handover', { search: { from: String(user.id) } })} />
                    </div>
                </>
            ) : (
                <Leaver key={from} id={Number(from)} />
            )}
        </div>
    );
}
