/** Every text of the app comes from locales/LANGUAGE.json; a new language is one new file there. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setProblemWords } from '~/api/client';
import first from 'texts:first';
import type english from '~/locales/en.json';

declare module 'i18next' {
    interface CustomTypeOptions {
        resources: { translation: typeof english };
    }
}

const others = import.meta.glob<{ default: object }>(['../locales/*.json', '!../locales/en.json']);

export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: first } },
    interpolation: { escapeValue: false },
    initAsync: false,
});

/** The texts of screens that are not a list or a record's form; every other language has all of its texts at once. */
export async function loadLaterTexts() {
    i18n.addResourceBundle('en', 'translation', (await import('texts:later')).default, true);
}

/** The server speaks English; other languages have sentences of their own for what its problems' codes mean. */
setProblemWords((code) => {
    const sentence = i18n.getResource(i18n.language, 'translation', `problem.${code}`) as unknown;
    return typeof sentence === 'string' ? sentence : undefined;
});

const CHOSEN = 'daybook.language';

/** The language that was read here last; of somebody new, the browser's first that is spoken here. */
export function ownLanguage(): string {
    const chosen = localStorage.getItem(CHOSEN);
    if (chosen !== null) return chosen;
    const spoken = [...Object.keys(others).map((file) => file.replace(/^.*\/|\.json$/g, '')), 'en'];
    return navigator.languages.map((name) => name.slice(0, 2)).find((name) => spoken.includes(name)) ?? 'en';
}

export async function changeLanguage(language: string) {
    const load = others[`../locales/${language}.json`];
    if (load !== undefined && !i18n.hasResourceBundle(language, 'translation')) {
        i18n.addResourceBundle(language, 'translation', (await load()).default);
    }
    await i18n.changeLanguage(load === undefined ? 'en' : language);
    document.documentElement.lang = i18n.language;
    localStorage.setItem(CHOSEN, i18n.language);
}
