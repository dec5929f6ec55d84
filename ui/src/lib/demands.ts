/** What a stage asks of a deal before it lets it in: names with commas between, as the server keeps them. */
import { ApiProblem } from '~/api/client';
import type { Opportunity } from '~/api/overviews';

export function demandsOf(asksFor: string | null | undefined): string[] {
    return (asksFor ?? '').split(',').filter((name) => name !== '');
}

export function isMissing(deal: Opportunity, name: string): boolean {
    const value = (deal as Record<string, unknown>)[name];
    return value === null || (Array.isArray(value) && value.length === 0);
}

/** Why a deal was lost is asked in any case, with whatever else is seen to be missing. */
export function asksOfLost(deal: Opportunity, asksFor: string | null | undefined): string[] {
    const missing = demandsOf(asksFor).filter((name) => isMissing(deal, name));
    return [...new Set(['lost_reason', 'lost_note', ...missing])];
}

/** The demands that a refusal names. */
export function demandedBy(error: unknown): string[] {
    if (!(error instanceof ApiProblem)) return [];
    return error.errors.filter(({ code }) => code === 'demanded').map(({ field }) => field);
}

/** What is wrong, by field; "demanded" for what is missing. */
export function fieldErrors(error: unknown): Record<string, string> {
    if (!(error instanceof ApiProblem)) return {};
    return Object.fromEntries(error.errors.map(({ field, code, message }) => [field, code === 'demanded' ? 'demanded' : message]));
}
