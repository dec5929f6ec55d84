/** `test` with a running program per worker and a page that is signed in as its administrator. */
import { type APIRequestContext, type BrowserContext, type Page, test as base, expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './api.js';
import { type Program, startProgram } from './program.js';

export const ADMINISTRATOR = { name: 'Ada Byron', email: 'ada@tideline.example', password: 'analytical engines' };
export const PHONE = { width: 390, height: 844 };

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

type WorkerFixtures = {
    /** How many accounts the sample company has; 0 is an empty book. */
    accounts: number;
    /** Whether it sells what it has won; else its ledger is not open yet. */
    trade: boolean;
    program: Program;
    api: Api;
    storage: StorageState;
};

type TestFixtures = { look: (name: string) => Promise<void> };

async function signInFirst(request: APIRequestContext, program: Program): Promise<Api> {
    const token = program.firstLink.replace('/link/', '');
    const session = await (await request.post('/api/v1/session/link', { data: { token } })).json();
    const api = new Api(request, session.csrf_token, { id: session.user.id, ...ADMINISTRATOR });
    await api.change('users', session.user.id, { name: ADMINISTRATOR.name, email: ADMINISTRATOR.email });
    await api.post('/session/password', { password: ADMINISTRATOR.password });
    return api;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
    accounts: [60, { option: true, scope: 'worker' }],
    trade: [false, { option: true, scope: 'worker' }],

    program: [
        async ({ accounts, trade }, use) => {
            const program = await startProgram(accounts, trade);
            await use(program);
            await program.stop();
        },
        { scope: 'worker' },
    ],

    api: [
        async ({ program, playwright }, use) => {
            const request = await playwright.request.newContext({ baseURL: program.origin });
            await use(await signInFirst(request, program));
            await request.dispose();
        },
        { scope: 'worker' },
    ],

    storage: [async ({ api }, use) => use(await api.request.storageState()), { scope: 'worker' }],

    baseURL: async ({ program }, use) => use(program.origin),
    storageState: async ({ storage }, use) => use(storage),

    /** Fails the test on any script error or refused resource, whatever it was about. */
    page: async ({ page, api: _signedIn }, use) => {
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(String(error)));
        page.on('console', (message) => {
            if (message.type() === 'error' && !/status of (4|5)\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(message.text())) errors.push(message.text());
        });
        await use(page);
        expect(errors).toEqual([]);
    },

    /** Looks at the screen as it is now: a picture is kept, and axe finds nothing in light and in dark. */
    look: async ({ page }, use) => {
        await use((name) => lookAt(page, name));
    },
});

const screenshots = join(import.meta.dirname, '..', 'screenshots');

/** Waits until nothing moves any more, by the browser's own account of its animations. */
export async function settled(page: Page) {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect?.getComputedTiming().iterations === Infinity));
}

async function lookAt(page: Page, name: string) {
    mkdirSync(screenshots, { recursive: true });
    for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, scheme);
        await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('[aria-busy="true"]') === null);
        await settled(page);
        await page.screenshot({ path: join(screenshots, `${name}-${scheme}.png`) });
        const axe = new AxeBuilder({ page });
        // What an open menu or list of choices holds belongs to the control that opened it, wherever it stands in the document.
        if ((await page.locator('[role="menu"], [role="listbox"]').count()) > 0) axe.disableRules(['region']);
        // In the dark only colours differ.
        if (scheme === 'dark') axe.withRules(['color-contrast']);
        else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
        const result = await axe.analyze();
        const found = result.violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`) }));
        expect(found, `${name} in ${scheme}`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
}

/** Picks up the card that has the focus; the arrows carry it from the moment that the board listens to them. */
export async function pickUp(page: Page, name: string) {
    await page.keyboard.press('Space');
    await expect(page.getByRole('status').filter({ hasText: name })).toHaveText(/^Picked up|is over/);
    await page.evaluate(() => new Promise((next) => setTimeout(next)));
}

/** A second person's browser on the same program. */
export async function signInAs(context: BrowserContext, origin: string, email: string, password: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible();
    return page;
}

export { expect };
export type { Page };
