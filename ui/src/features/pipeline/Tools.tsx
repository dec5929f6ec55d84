import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readRecord } from '~/api/records';
import type { RecordData } from '~/api/types';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { useRecordPanel } from '~/components/record-panel/context';
import { textOf, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import classes from './Pipeline.module.css';

const TYPING_MILLISECONDS = 250;

type Props = { search: Search; pipeline: number | undefined; pipelines: RecordData[]; onChange: (part: Search) => void };

function useOwner(id: string | undefined) {
    const user = useQuery({
        queryKey: keys.record('users', Number(id)),
        queryFn: ({ signal }) => readRecord('users', Number(id), signal),
        enabled: id !== undefined,
    });
    if (id === undefined) return null;
    return { id: Number(id), title: user.data ? textOf(user.data, 'name') : '' };
}

/** Which deals the board shows. */
export function Tools({ search, pipeline, pipelines, onChange }: Props) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const mayCreate = useRecordType('opportunity').may.create;
    const owner = useOwner(search.owner);
    const find = useDebouncedCallback((q: string) => onChange({ q }), TYPING_MILLISECONDS);
    const whose = search.mine === 'true' ? 'mine' : search.team === 'true' ? 'team' : 'all';
    const here = pipelines.find(({ id }) => id === pipeline);
    return (
        <div className={classes.tools}>
            {pipelines.length > 1 && (
                <Select
                    size="xs"
                    aria-label={t('board.pipeline')}
                    data={pipelines.map((item) => ({ value: String(item.id), label: textOf(item, 'name') }))}
                    value={String(pipeline)}
                    onChange={(value) => onChange({ pipeline: value ?? '' })}
                    allowDeselect={false}
                />
            )}
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
            <div className={classes.owner}>
                <ReferencePicker
                    size="xs"
                    target="user"
                    aria-label={t('board.owner')}
                    placeholder={t('board.owner')}
                    value={owner}
                    onChange={(chosen) => onChange({ owner: chosen === null ? '' : String(chosen.id) })}
                />
            </div>
            <TextInput
                size="xs"
                type="search"
                className={classes.find}
                aria-label={t('board.find')}
                placeholder={t('board.find')}
                leftSection={<IconSearch size={14} aria-hidden />}
                defaultValue={search.q ?? ''}
                onChange={(event) => find(event.currentTarget.value)}
            />
            {mayCreate && (
                <Button
                    size="xs"
                    leftSection={<IconPlus size={14} aria-hidden />}
                    onClick={() => panel.open({ type: 'opportunity', initial: here ? { pipeline: { id: here.id, title: textOf(here, 'name') } } : {} })}
                >
                    {t('board.new')}
                </Button>
            )}
        </div>
    );
}
