import { useRef } from 'react';
import { ApiProblem } from '~/api/client';
import { randomKey } from './form-values';

/** The same body sent again is done once; a changed one is another. */
export function useOnceKey() {
    const sent = useRef({ body: '', key: '' });
    return (body: unknown) => {
        const text = JSON.stringify(body);
        if (sent.current.body !== text) sent.current = { body: text, key: randomKey() };
        return sent.current.key;
    };
}

/** What the server said of one field: "lines.2.quantity". */
export function fieldError(error: Error | null, field: string): string | undefined {
    return error instanceof ApiProblem ? error.errors.find((problem) => problem.field === field)?.message : undefined;
}
