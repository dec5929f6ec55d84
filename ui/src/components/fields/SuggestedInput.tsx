import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { suggestValues } from '~/api/records';

type Props = {
    id: string;
    label: string;
    description?: string;
    error?: string;
    withAsterisk?: boolean;
    'data-autofocus'?: boolean;
    disabled?: boolean;
    plural: string;
    field: string;
    value: string;
    onChange: (value: string) => void;
};

/** Free text that offers what others wrote before, so that "Retail" and "retail" do not both grow. */
export function SuggestedInput({ plural, field, value, onChange, ...shared }: Props) {
    const [q] = useDebouncedValue(value.trim(), 150);
    const [used, setUsed] = useState(false);
    const suggestions = useQuery({
        queryKey: ['records', plural, 'suggest', field, q],
        queryFn: ({ signal }) => suggestValues(plural, field, q, signal),
        placeholderData: keepPreviousData,
        enabled: used && !shared.disabled,
    });
    return (
        <Autocomplete {...shared} dir="auto" data={suggestions.data?.items ?? []} value={value} onChange={onChange}
            onFocus={() => setUsed(true)} filter={({ options }) => options} />
    );
}
