/** A contract while it is typed, and what is sent of it. */
import type { ContractRequest } from '~/api/contracts';
import type { Reference } from '~/api/types';

export const BILLING = ['month', 'quarter', 'half_year', 'year'] as const;
export const RENEWAL = ['automatic', 'ask', 'none'] as const;

export type ContractLine = { key: number; product: Reference | null; description: string; quantity: string; price: string; recurring: boolean };

export type ContractForm = {
    account: Reference | null;
    name: string;
    start: string;
    months: string;
    billing: (typeof BILLING)[number];
    renewal: (typeof RENEWAL)[number];
    notice: string;
    escalation: string;
    lines: ContractLine[];
};

export const emptyLine = (key: number): ContractLine => ({ key, product: null, description: '', quantity: '1', price: '', recurring: true });

const isEmpty = ({ product, description, price }: ContractLine) => product === null && description.trim() === '' && price.trim() === '';

export const filled = (lines: ContractLine[]) => lines.filter((line) => !isEmpty(line));

/** There is always one empty line at the end to go on with. */
export function withLast(lines: ContractLine[]): ContractLine[] {
    const last = lines.at(-1);
    if (last !== undefined && isEmpty(last)) return lines;
    return [...lines, emptyLine(Math.max(0, ...lines.map(({ key }) => key)) + 1)];
}

const figure = (text: string) => text.replace(/[\s,]/g, '') || null;
const count = (text: string) => (text.trim() === '' ? null : Number(text));

export function bodyOf(form: ContractForm): ContractRequest {
    return {
        account: form.account?.id ?? 0,
        name: form.name.trim(),
        start_on: form.start,
        months: count(form.months),
        billing: form.billing,
        renewal: form.renewal,
        notice_days: count(form.notice),
        escalation_percent: figure(form.escalation),
        lines: filled(form.lines).map((line) => ({
            product: line.product?.id ?? null,
            description: line.description.trim() || null,
            quantity: figure(line.quantity) ?? '',
            unit_price: figure(line.price),
            recurring: line.recurring,
        })),
    };
}
