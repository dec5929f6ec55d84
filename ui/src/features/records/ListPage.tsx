/** The list of any record type: its address says what is shown, the catalogue says how. */
import { useParams, useSearch } from '@tanstack/react-router';
import { NotFound } from '~/components/NotFound';
import { useCatalogue } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { RecordList } from './RecordList';

export default function ListPage() {
    const { records } = useParams({ strict: false });
    const search = useSearch({ strict: false }) as Search;
    const type = useCatalogue().types.find(({ plural }) => plural === records);
    if (type === undefined) return <NotFound />;
    return <RecordList key={type.name} type={type} search={search} />;
}
