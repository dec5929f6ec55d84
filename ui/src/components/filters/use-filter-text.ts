import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readRecord } from '~/api/records';
import { choiceLabel, recordTitle, useCatalogue } from '~/lib/catalogue';
import { type FieldFilter, type Operator, chosenValues } from '~/lib/filters';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';

/** Titles of the records that a filter on a reference names by id. */
export function useReferenceTitles(target: string | null | undefined, ids: number[]) {
    const catalogue = useCatalogue();
    const type = target ? catalogue.find(target) : undefined;
    return useQueries({
        queries: (type ? ids : []).map((id) => ({
            queryKey: keys.record(type!.plural, id),
            queryFn: ({ signal }: { signal: AbortSignal }) => readRecord(type!.plural, id, signal),
            staleTime: 60_000,
        })),
        combine: (results) => ids.map((id, index) => ({ id, title: results[index]?.data ? recordTitle(type!, results[index].data) : `#${id}` })),
    });
}

const SIGNS: Partial<Record<Operator, string>> = { gt: '>', gte: '≥', lt: '<', lte: '≤' };

/** A filter as it reads on its chip: "Amount" and "≥ 1,000". */
export function useFilterText(filter: FieldFilter): { label: string; value: string } {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const { field, conditions } = filter;
    const isReference = field.type === 'reference' || field.type === 'references';
    const referenced = [...chosenValues(filter), conditions.ne ?? ''].map(Number).filter((id) => isReference && id > 0);
    const titles = useReferenceTitles(isReference ? field.target : null, referenced);

    const show = (text: string): string => {
        switch (field.type) {
            case 'choice':
                return choiceLabel(field, text);
            case 'country':
                return catalogue.countryName(text);
            case 'yes_no':
                return t(text === 'true' ? 'value.yes' : 'value.no');
            case 'date':
                return format.date(text);
            case 'moment':
                return format.date(text.slice(0, 10));
            case 'money':
            case 'number':
                return format.number(text);
            case 'reference':
            case 'references':
                return titles.find(({ id }) => String(id) === text)?.title ?? text;
            default:
                return text;
        }
    };
    const parts: string[] = [];
    const chosen = chosenValues(filter);
    if (chosen.length > 0) parts.push(chosen.map(show).join(', '));
    if (conditions.ne !== undefined) parts.push(t('filter.not', { value: show(conditions.ne) }));
    if (conditions.has !== undefined) parts.push(t('filter.contains', { value: conditions.has }));
    if (conditions.starts !== undefined) parts.push(t('filter.startsWith', { value: conditions.starts }));
    for (const operator of ['gt', 'gte', 'lt', 'lte'] as const) {
        const bound = conditions[operator];
        if (bound !== undefined) parts.push(`${SIGNS[operator]} ${show(bound)}`);
    }
    if (conditions.null !== undefined) parts.push(t(conditions.null === 'true' ? 'filter.isEmpty' : 'filter.isFilled'));
    const own = field.name === 'created_at' || field.name === 'updated_at' || field.name === 'id' ? t(`system.${field.name}`) : field.label;
    return { label: filter.through ? `${filter.through.label} › ${own}` : own, value: parts.join(', ') };
}
