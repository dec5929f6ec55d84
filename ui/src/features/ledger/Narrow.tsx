/** Narrows a statement to one customer, product, salesperson or branch. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { recordTitle, useRecordType } from '~/lib/catalogue';
import { useRecord } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { DIMENSIONS, type Dimension, readAbout } from './statements';
import classes from '~/components/ledger/Ledger.module.css';

const NONE: Search = Object.fromEntries(Object.keys(DIMENSIONS).map((name) => [name, '']));

type Props = { search: Search; onChange: (part: Search) => void };

function Chosen({ dimension, id, onChange }: { dimension: Dimension; id: number; onChange: (id: number | null) => void }) {
    const { t } = useTranslation();
    const type = useRecordType(DIMENSIONS[dimension]);
    const record = useRecord(type.plural, id);
    const title = record.data ? recordTitle(type, record.data) : '';
    return <ReferencePicker size="xs" target={DIMENSIONS[dimension]} aria-label={t(`ledger.by.${dimension}`)} value={{ id, title }} onChange={(value) => onChange(value?.id ?? null)} />;
}

export function Narrow({ search, onChange }: Props) {
    const { t } = useTranslation();
    const about = readAbout(search);
    const [asked, setAsked] = useState<Dimension | null>(null);
    const dimension = about?.dimension ?? asked;
    const choose = (id: number | null) => onChange({ ...NONE, ...(id !== null && dimension !== null && { [dimension]: String(id) }) });
    const ask = (name: string | null) => {
        setAsked(name === 'all' ? null : (name as Dimension));
        if (about !== null) onChange(NONE);
    };
    return (
        <>
            <Select size="xs" aria-label={t('ledger.narrow')} allowDeselect={false} className={classes.narrow} value={dimension ?? 'all'} onChange={ask}
                data={[{ value: 'all', label: t('ledger.whole') }, ...(Object.keys(DIMENSIONS) as Dimension[]).map((name) => ({ value: name, label: t('ledger.narrowTo', { what: t(`ledger.by.${name}`).toLowerCase() }) }))]} />
            {about !== null && <Chosen key={`${about.dimension} ${about.id}`} {...about} onChange={choose} />}
            {about === null && asked !== null && <ReferencePicker key={asked} size="xs" target={DIMENSIONS[asked]} aria-label={t(`ledger.by.${asked}`)} value={null} onChange={(value) => choose(value?.id ?? null)} />}
        </>
    );
}
