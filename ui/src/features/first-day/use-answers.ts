import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerFirstDay, type FirstDayAnswers } from '~/api/first-day';
import { ApiProblem } from '~/api/client';
import { useKept } from '~/lib/use-kept';

export type Person = { name: string; email: string; role: string };
export type Ware = { name: string; price: string };
export type Answers = { name: string; currency: string; team: string; people: Person[]; products: Ware[] };

export const NOBODY: Person = { name: '', email: '', role: 'representative' };
export const NOTHING: Ware = { name: '', price: '' };

const isPerson = ({ name, email }: Person) => name.trim() !== '' || email.trim() !== '';
const isWare = ({ name, price }: Ware) => name.trim() !== '' || price.trim() !== '';

/** Rows left empty are no answer. */
export function toAnswers({ name, currency, team, people, products }: Answers): FirstDayAnswers {
    const named = people.filter(isPerson);
    return {
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        currency,
        ...(named.length === 0 ? {} : { team: team.trim() }),
        people: named.map((person) => ({ ...person, name: person.name.trim(), email: person.email.trim() })),
        products: products.filter(isWare).map(({ name, price }) => ({ name: name.trim(), ...(price.trim() === '' ? {} : { price: price.trim().replace(/,(?=\d{3}\b)/g, '') }) })),
    } as FirstDayAnswers;
}

/** Problems name a row among those that were sent; the form counts the empty ones too. */
export function rowOf(answers: Answers, field: string): string {
    const found = /^(people|products)\.(\d+)\.(\w+)$/.exec(field);
    if (found === null) return field;
    const [, rows, index, name] = found as unknown as [string, 'people' | 'products', string, string];
    const kept = answers[rows].map((row, at) => ({ row, at })).filter(({ row }) => ('email' in row ? isPerson(row) : isWare(row)));
    return `${rows}.${kept[Number(index)]?.at ?? index}.${name}`;
}

export function useAnswers(initial: { name: string; currency: string; team: string }) {
    const client = useQueryClient();
    const { value, keep, clear } = useKept<Answers>('first-day', () => ({ ...initial, people: [NOBODY], products: [NOTHING] }));
    const save = useMutation({
        mutationFn: () => answerFirstDay(toAnswers(value)),
        onSuccess: async () => {
            clear(value);
            await client.invalidateQueries();
        },
    });
    const errors = new Map(save.error instanceof ApiProblem ? save.error.errors.map(({ field, message }) => [rowOf(value, field), message]) : []);
    return { value, set: (part: Partial<Answers>) => keep({ ...value, ...part }), save, errors };
}
