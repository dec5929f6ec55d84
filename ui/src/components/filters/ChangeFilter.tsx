import { Popover } from '@mantine/core';
import { useState } from 'react';
import { writeFilter } from '~/lib/filters';
import { type FilterChipProps, FilterChipTarget } from './FilterChip';
import { FilterEditor } from './FilterEditor';

export default function ChangeFilter({ filter, search, onChange }: FilterChipProps) {
    const [editing, setEditing] = useState(true);
    return (
        <Popover opened={editing} onChange={setEditing} position="bottom-start" trapFocus returnFocus withinPortal shadow="md" closeOnEscape={false}>
            <Popover.Target>
                <FilterChipTarget filter={filter} onClick={() => setEditing(!editing)} />
            </Popover.Target>
            <Popover.Dropdown onKeyDown={(event) => event.key === 'Escape' && setEditing(false)}>
                <FilterEditor
                    filter={filter}
                    onApply={(conditions) => {
                        onChange(writeFilter(search, filter.path, conditions));
                        setEditing(false);
                    }}
                />
            </Popover.Dropdown>
        </Popover>
    );
}
