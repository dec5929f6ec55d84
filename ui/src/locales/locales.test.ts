import { expect, test } from 'vitest';
import english from './en.json';
import chinese from './zh.json';

/** "list.empty" → its text. Plural forms of a language are one text; sentences for problem codes exist only where English is not the server's. */
function texts(resource: object, path = ''): Map<string, string> {
    return new Map(
        Object.entries(resource).flatMap(([name, value]: [string, unknown]): [string, string][] => {
            const key = path + name;
            if (key === 'problem') return [];
            if (typeof value === 'string') return [[key.replace(/_(one|other)$/, ''), value]];
            return [...texts(value as object, `${key}.`)];
        }),
    );
}

const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

test('every text is there in every language, and no text that is not used', () => {
    expect([...texts(chinese).keys()].sort()).toEqual([...texts(english).keys()].sort());
});

test('a translation says the same names and figures', () => {
    const translated = texts(chinese);
    for (const [key, text] of texts(english)) expect(places(translated.get(key) ?? ''), key).toEqual(places(text));
});
