/** The pictures of docs/screenshots: the screens of a working day in both languages, light and dark, at a desk and on a
 * phone, all of one representative of the sample company. `./dev test pictures` makes them anew. */
import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './support/api.js';
import { PHONE, expect, settled, test } from './support/test.js';

test.use({ accounts: 400, trade: true });

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const SIZES = { desktop: { width: 1280, height: 800 }, phone: PHONE };
const LANGUAGES = { en: 'en-GB', zh: 'zh-CN' };

type Scene = { name: string; path: (ground: Ground) => string; act?: (page: Page, ground: Ground) => Promise<void> };
type Ground = { account: number; title: string; deal: number; user: number };

const SCENES: Scene[] = [
    { name: 'today', path: () => '/today' },
    { name: 'account', path: ({ account }) => `/accounts/${account}` },
    { name: 'accounts', path: () => '/accounts' },
    { name: 'pipeline', path: ({ user }) => `/pipeline?owner=${user}` },
    { name: 'opportunity', path: ({ deal }) => `/opportunities/${deal}` },
    { name: 'leads', path: () => '/inbox' },
    { name: 'results', path: () => '/results' },
    {
        name: 'log',
        path: ({ account }) => `/accounts/${account}`,
        act: async (page) => {
            await page.keyboard.press('l');
            const dialog = page.getByRole('dialog');
            await expect(dialog.getByRole('textbox').first()).toBeFocused();
            await page.keyboard.type('call 20m: wants single sign-on before renewal, next: send pricing friday');
            await expect(dialog.getByRole('button').last()).toBeEnabled();
            await page.waitForLoadState('networkidle');
        },
    },
    {
        name: 'palette',
        path: ({ account }) => `/accounts/${account}`,
        act: async (page, { title }) => {
            await page.keyboard.press('Control+k');
            await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
            await page.keyboard.type(title.slice(0, 4));
            await expect(page.getByRole('option').first()).toBeVisible();
            await page.waitForLoadState('networkidle');
        },
    },
];

type Group = { key: { id: number; title: string } | null; count: number };

const largest = (groups: Group[]) => groups.filter(({ key }) => key !== null).sort((a, b) => b.count - a.count);

/** Of the representatives the one with the most accounts; their account with the most said about it. */
async function findGround(api: Api): Promise<Ground> {
    const groups = async (path: string, field: string) => largest((await api.get(`${path}group=${field}`)).groups.map(({ key, count }: { key: Record<string, Group['key']>; count: number }) => ({ key: key[field], count })));
    let user = 0;
    for (const { key } of await groups('/accounts/summary?', 'owner')) {
        const { role, active } = await api.get(`/users/${key!.id}`);
        if (user === 0 && role === 'representative' && active) user = key!.id;
    }
    const account = (await groups(`/interactions/summary?owner=${user}&`, 'account'))[0]!.key!;
    const deal = (await api.get(`/opportunities?account=${account.id}&sort=-amount&limit=1`)).items[0] ?? (await api.find('opportunities', { owner: String(user) }));
    return { account: account.id, title: account.title, deal: deal.id, user };
}

async function comeIn(browser: Browser, origin: string, api: Api, user: number, locale: string): Promise<Page> {
    const { link } = await api.post(`/users/${user}/invite`);
    const context = await browser.newContext({ baseURL: origin, locale, timezoneId: locale === 'zh-CN' ? 'Asia/Singapore' : 'Europe/London', storageState: { cookies: [], origins: [] } });
    const token = String(link).split('/').pop();
    const answer = await context.request.post('/api/v1/session/link', { data: { token } });
    const { csrf_token } = await answer.json();
    const password = await context.request.post('/api/v1/session/password', { data: { password: 'pictures of a day' }, headers: { 'X-CSRF-Token': csrf_token } });
    expect(password.status()).toBe(204);
    return context.newPage();
}

async function take(page: Page, scene: Scene, ground: Ground, name: string) {
    await page.goto(scene.path(ground));
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await scene.act?.(page, ground);
    for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, scheme);
        await settled(page);
        await page.screenshot({ path: join(folder, `${name}-${scheme}.jpg`), type: 'jpeg', quality: 80 });
    }
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
    test(`the screens of a day, ${language}`, async ({ browser, program, api }) => {
        mkdirSync(folder, { recursive: true });
        const ground = await findGround(api);
        const page = await comeIn(browser, program.origin, api, ground.user, locale);
        for (const [size, viewport] of Object.entries(SIZES)) {
            await page.setViewportSize(viewport);
            for (const scene of SCENES) await take(page, scene, ground, `${scene.name}-${language}-${size}`);
        }
        await page.context().close();
    });
}
