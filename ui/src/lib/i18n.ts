/** Every text of the app comes from locales/LANGUAGE.json; a new language is one new file there. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import english from '~/locales/en.json';

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
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
    initAsync: false,
});

export async function changeLanguage(language: string) {
    const load = others[`../locales/${language}.json`];
    if (load !== undefined && !i18n.hasResourceBundle(language, 'translation')) {
        i18n.addResourceBundle(language, 'translation', (await load()).default);
    }
    await i18n.changeLanguage(load === undefined ? 'en' : language);
    document.documentElement.lang = i18n.language;
}
