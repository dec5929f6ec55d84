import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '~/api/types';
import { listRecords } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { keys } from '~/lib/queries';
import { useSession } from '~/lib/session';
import classes from './Today.module.css';

/** A manager looks at the day of somebody in the team, an administrator at anybody's. */
export function TeamMember({ shown }: { shown: Schemas['Reference'] }) {
    const { t } = useTranslation();
    const go = useGo();
    const { user } = useSession().session;
    const query = { sort: 'name', limit: 200, active: 'true', ...(user.role === 'manager' ? { 'team.manager': 'me' } : {}) };
    const may = user.role === 'manager' || user.role === 'administrator';
    const users = useQuery({ queryKey: keys.list('users', query), queryFn: ({ signal }) => listRecords('users', query, signal), enabled: may });
    if (!may) return null;
    const others = (users.data?.items ?? []).filter(({ id }) => id !== user.id && id !== shown.id);
    const people = [{ id: user.id, title: user.name }, ...(shown.id === user.id ? [] : [shown]), ...others.map(({ id, name }) => ({ id, title: String(name) }))];
    if (people.length < 2) return null;
    return (
        <Select
            className={classes.member}
            size="xs"
            aria-label={t('today.whose')}
            searchable
            allowDeselect={false}
            value={String(shown.id)}
            data={people.map(({ id, title }) => ({ value: String(id), label: id === user.id ? t('today.mine') : (title ?? '') }))}
            onChange={(id) => id !== null && go('/today', { search: id === String(user.id) ? {} : { user: id } })}
        />
    );
}
