import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '~/api/types';
import { useRecordPanel } from '~/components/record-panel/context';
import { textOf, useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { LAYOUTS, layoutOf } from './view';
import classes from './Pipeline.module.css';

const TYPING_MILLISECONDS = 250;

type Props = { search: Search; pipeline: number | undefined; pipelines: RecordData[]; onChange: (part: Search) => void };

/** In which layout the deals are shown, of which pipeline, and a word that they have. */
export function Tools({ search, pipeline, pipelines, onChange }: Props) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const mayCreate = useRecordType('opportunity').may.create;
    const find = useDebouncedCallback((q: string) => onChange({ q }), TYPING_MILLISECONDS);
    const here = pipelines.find(({ id }) => id === pipeline);
    return (
        <div className={classes.tools}>
            <SegmentedControl
                size="xs"
                aria-label={t('pipeline.layout')}
                value={layoutOf(search)}
                onChange={(value) => onChange({ layout: value === 'board' ? '' : value })}
                data={LAYOUTS.map((name) => ({ value: name, label: t(`pipeline.layouts.${name}`) }))}
            />
            {pipelines.length > 1 && (
                <Select
                    size="xs"
                    className={classes.filter}
                    aria-label={t('board.pipeline')}
                    data={pipelines.map((item) => ({ value: String(item.id), label: textOf(item, 'name') }))}
                    value={String(pipeline)}
                    onChange={(value) => onChange({ pipeline: value ?? '' })}
                    allowDeselect={false}
                />
            )}
            <TextInput
                size="xs"
                type="search"
                data-find-deal
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
