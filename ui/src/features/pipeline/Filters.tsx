/** Whose deals, and of which period: the same for every layout, and kept in the address. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listRecords, readRecord } from '~/api/records';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { textOf } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { PERIODS, periodDays, periodOf } from './view';
import classes from './Pipeline.module.css';

type Props = { search: Search; onChange: (part: Search) => void };

function useOwner(id: string | undefined) {
    const user = useQuery({
        queryKey: keys.record('users', Number(id)),
        queryFn: ({ signal }) => readRecord('users', Number(id), signal),
        enabled: id !== undefined,
    });
    if (id === undefined) return null;
    return { id: Number(id), title: user.data ? textOf(user.data, 'name') : '' };
}

function useTeams() {
    const query = { sort: 'name', limit: 200 };
    const teams = useQuery({ queryKey: keys.list('teams', query), queryFn: ({ signal }) => listRecords('teams', query, signal) });
    return (teams.data?.items ?? []).map((team) => ({ value: String(team.id), label: textOf(team, 'name') }));
}

function PeriodFilter({ search, onChange }: Props) {
    const { t } = useTranslation();
    const period = periodOf(search);
    const choose = (chosen: string | null) => {
        const [from, until] = chosen === 'custom' ? periodDays({ period: 'this_quarter' }, new Date()) : ['', ''];
        onChange({ period: chosen === 'all' || chosen === null ? '' : chosen, from, until });
    };
    return (
        <>
            <Select
                size="xs"
                className={classes.filter}
                aria-label={t('pipeline.period')}
                data={PERIODS.map((name) => ({ value: name, label: t(`pipeline.periods.${name}`) }))}
                value={period}
                onChange={choose}
                allowDeselect={false}
            />
            {period === 'custom' &&
                (['from', 'until'] as const).map((end) => (
                    <TextInput
                        key={end}
                        size="xs"
                        type="date"
                        aria-label={t(`pipeline.${end}`)}
                        value={search[end] ?? ''}
                        onChange={(event) => onChange({ [end]: event.currentTarget.value })}
                    />
                ))}
        </>
    );
}

const NAMES = ['mine', 'team', 'owner', 'owner.team', 'period'];

export function Filters({ search, onChange }: Props) {
    const { t } = useTranslation();
    const [open, setOpen] = useState(false);
    const owner = useOwner(search.owner);
    const teams = useTeams();
    const whose = search.mine === 'true' ? 'mine' : search.team === 'true' ? 'team' : 'all';
    const count = NAMES.filter((name) => search[name] !== undefined).length;
    return (
        <>
            <Button
                size="xs"
                variant="default"
                className={classes.opener}
                leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
            >
                {count > 0 ? t('pipeline.filtersOn', { count }) : t('pipeline.filters')}
            </Button>
            <div className={classes.filters} data-open={open || undefined}>
                <SegmentedControl
                    size="xs"
                    aria-label={t('board.whose')}
                    value={whose}
                    onChange={(value) => onChange({ mine: value === 'mine' ? 'true' : '', team: value === 'team' ? 'true' : '' })}
                    data={[
                        { value: 'all', label: t('board.everybody') },
                        { value: 'team', label: t('board.team') },
                        { value: 'mine', label: t('board.mine') },
                    ]}
                />
                {teams.length > 0 && (
                    <Select
                        size="xs"
                        className={classes.filter}
                        aria-label={t('pipeline.team')}
                        placeholder={t('pipeline.team')}
                        data={teams}
                        value={search['owner.team'] ?? null}
                        onChange={(value) => onChange({ 'owner.team': value ?? '' })}
                        clearable
                        clearButtonProps={{ 'aria-label': t('action.clear') }}
                    />
                )}
                <div className={classes.filter}>
                    <ReferencePicker
                        size="xs"
                        target="user"
                        aria-label={t('board.owner')}
                        placeholder={t('board.owner')}
                        value={owner}
                        onChange={(chosen) => onChange({ owner: chosen === null ? '' : String(chosen.id) })}
                    />
                </div>
                <PeriodFilter search={search} onChange={onChange} />
            </div>
        </>
    );
}
