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

/** The demands that a refusal names, and what is wrong with each field; null: it was refused for something else. */
export function demandedBy(error: unknown): { asked: string[]; errors: Record<string, string> } | null {
    if (!(error instanceof ApiProblem) || error.status !== 422 || error.errors.length === 0) return null;
    const asked = error.errors.filter(({ code }) => code === 'demanded').map(({ field }) => field);
    const errors = Object.fromEntries(error.errors.map(({ field, code, message }) => [field, code === 'demanded' ? 'demanded' : message]));
    return { asked, errors };
}
