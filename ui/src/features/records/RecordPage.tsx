/** The page of any record whose type has no screen of its own. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordData } from '~/api/types';
import { NotFound } from '~/components/NotFound';
import { useCatalogue } from '~/lib/catalogue';
import { type RecordTab, RecordView } from './RecordView';

type Props = {
    /** Actions beside Edit that only this type has. */
    actions?: (record: RecordData) => ReactNode;
    tabs?: RecordTab[];
};

export default function RecordPage({ actions }: Props) {
    const { records, id } = useParams({ strict: false }) as { records?: string; id?: string };
    return <RecordPageOf plural={records ?? ''} id={id ?? ''} actions={actions} />;
}

export function RecordPageOf({ plural, id, actions, tabs }: Props & { plural: string; id: string }) {
    const type = useCatalogue().types.find((one) => one.plural === plural);
    if (type === undefined || !/^[1-9]\d{0,17}$/.test(id)) return <NotFound />;
    return <RecordView key={`${type.name} ${id}`} type={type} id={Number(id)} actions={actions} tabs={tabs} />;
}
