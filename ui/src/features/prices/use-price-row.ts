/** One row of the grid: what is typed, saved when the row is left, and what the server says to it. */
import { useRef, useState } from 'react';
import { ApiProblem } from '~/api/client';
import { createRecord, updateRecord } from '~/api/records';
import type { RecordData, Reference } from '~/api/types';
import { randomKey } from '~/lib/form-values';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { type PriceDraft, draftOf, emptyPrice, isBlank, priceChanges } from './price-rows';

type Given = { list: number; record: RecordData | null; product: Reference | null; digits: number; onSaved: () => void };

export function usePriceRow({ list, record, product, digits, onSaved }: Given) {
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const stored = record === null ? emptyPrice(product) : draftOf(record, digits);
    const [typed, setTyped] = useState<Partial<PriceDraft>>({});
    const [errors, setErrors] = useState<Record<string, string>>({});
    const [saving, setSaving] = useState(false);
    const sent = useRef({ body: '', key: '' });
    const draft = { ...stored, ...typed };

    const change = (part: Partial<PriceDraft>) => {
        setTyped((now) => ({ ...now, ...part }));
        setErrors({});
    };
    const revert = () => {
        setTyped({});
        setErrors({});
    };
    const refuse = (error: unknown) => {
        const problems = error instanceof ApiProblem ? error.errors : [];
        const of = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
        setErrors(problems.length > 0 ? of : { row: problemText(error) });
    };
    const send = (body: ReturnType<typeof priceChanges>) => {
        if (record !== null) return updateRecord('prices', record.id, record.version, body);
        // The same row sent again makes one price.
        const text = JSON.stringify(body);
        if (sent.current.body !== text) sent.current = { body: text, key: randomKey() };
        return createRecord('prices', { price_list: list as never, ...body }, sent.current.key);
    };
    /** True when nothing is left to save. */
    const save = async (): Promise<boolean> => {
        if (record === null && isBlank(draft)) return true;
        const body = priceChanges(record === null ? null : stored, draft);
        if (Object.keys(body).length === 0) return true;
        if (saving) return false;
        setSaving(true);
        try {
            await send(body);
            await changed();
            sent.current = { body: '', key: '' };
            revert();
            onSaved();
            return true;
        } catch (error) {
            refuse(error);
            return false;
        } finally {
            setSaving(false);
        }
    };
    return { draft, errors, saving, change, revert, save };
}
