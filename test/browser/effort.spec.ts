/** What a day's tasks cost a user in keys and steps, counted while the program is used as docs/effort.md tells it. The
 * counts are the same in every run; EFFORT=write writes the document anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api, Json } from './support/api.js';
import { Effort } from './support/effort.js';
import { type Page, expect, test } from './support/test.js';

test.use({ accounts: 0 });
test.describe.configure({ mode: 'serial' });

const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'effort.md');

type Counted = ReturnType<Effort['write']>;
const counted: { from: string; counted: Counted }[] = [];

let deal: Json;

/** One customer with two people and a deal, beside another that is called nearly the same. */
async function layGround(api: Api) {
    await api.create('accounts', { name: 'Harbour Mills' });
    const works = await api.create('accounts', { name: 'Harbour Works', status: 'customer' });
    await api.create('contacts', { name: 'Rhea Stone', account: works.id, title: 'Head of Purchasing' });
    await api.create('contacts', { name: 'Ivo Parkinson', account: works.id, title: 'Plant Manager' });
    deal = await api.create('opportunities', { name: 'Sign-on 2027', account: works.id, amount: '12000.00', currency: 'USD' });
}

async function openPalette(page: Page, effort: Effort) {
    await effort.press('Control+k', 'open the palette');
    const palette = page.getByRole('dialog', { name: 'Search' });
    await expect(palette.getByRole('combobox')).toBeFocused();
    return palette;
}

async function openDeal(page: Page) {
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByRole('button', { name: /^Prospecting/ })).toHaveAttribute('aria-current', 'step');
}

test.beforeAll(async ({ api }) => layGround(api));

test('a call is logged in one line', async ({ page, api }) => {
    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const effort = new Effort(page, 'Log a call with its next step');
    await effort.press('l', 'open the log');
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await expect(dialog.getByRole('textbox', { name: 'What happened, in one line' })).toBeFocused();
    await effort.type('call rhea 20m: wants sso, next: send pricing friday');
    await expect(dialog.getByRole('textbox', { name: 'Next step', exact: true })).toHaveValue('send pricing');
    await effort.press('Enter', 'save');
    await expect(page.getByText('Logged: wants sso')).toBeVisible();
    const logged = await api.find('interactions', {});
    expect([logged.contacts[0].title, logged.duration_minutes, logged.next_step]).toEqual(['Rhea Stone', 20, 'send pricing']);
    expect(await api.find('tasks', { interaction: String(logged.id) })).toMatchObject({ subject: 'send pricing', due: logged.next_step_due });
    counted.push({ from: 'any page', counted: effort.write() });
});

test('an account is found and opened', async ({ page }) => {
    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const effort = new Effort(page, 'Find and open an account');
    const palette = await openPalette(page, effort);
    await effort.type('harb w');
    await expect(palette.getByRole('option', { name: /Harbour Works/ }).first()).toHaveAttribute('data-combobox-selected', 'true');
    await effort.press('Enter', 'open it');
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Works' })).toBeVisible();
    counted.push({ from: 'any page', counted: effort.write() });
});

test('a contact is added to a deal', async ({ page, api }) => {
    await openDeal(page);
    const effort = new Effort(page, 'Add a contact to a deal');
    const palette = await openPalette(page, effort);
    await effort.type('new stake');
    await expect(palette.getByRole('option', { name: /New stakeholder/ }).first()).toHaveAttribute('data-combobox-selected', 'true');
    await effort.press('Enter', 'begin a stakeholder');
    const form = page.getByRole('dialog', { name: 'New stakeholder' });
    await expect(form).toBeVisible();
    await expect(form.getByRole('combobox', { name: 'Contact' })).toBeFocused();
    await effort.type('ivo');
    await expect(page.getByRole('option', { name: /Ivo Parkinson/ })).toBeVisible();
    await effort.press('Enter', 'take the person');
    await expect(form.getByRole('combobox', { name: 'Contact' })).toHaveValue('Ivo Parkinson');
    await effort.press('Control+Enter', 'save');
    await expect(page.getByRole('region', { name: 'Buying committee' }).getByText('Ivo Parkinson')).toBeVisible();
    expect((await api.find('stakeholders', {})).opportunity.id).toBe(deal.id);
    counted.push({ from: 'the deal', counted: effort.write() });
});

test('a deal is moved by keyboard', async ({ page, api }) => {
    await openDeal(page);
    const effort = new Effort(page, 'Move a deal, by keyboard');
    const palette = await openPalette(page, effort);
    await effort.type('to prop');
    await expect(palette.getByRole('option', { name: /Move to Proposal/ })).toHaveAttribute('data-combobox-selected', 'true');
    await effort.press('Enter', 'move it');
    await expect(page.getByRole('button', { name: /^Proposal/ })).toHaveAttribute('aria-current', 'step');
    expect((await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Proposal');
    counted.push({ from: 'the deal', counted: effort.write() });
});

test('a deal is moved by mouse', async ({ page, api }) => {
    await page.goto(`/opportunities/${deal.id}`);
    const effort = new Effort(page, 'Move a deal, by mouse');
    await effort.click(page.getByRole('button', { name: /^Negotiation/ }), 'press the stage');
    await expect(page.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
    expect((await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Negotiation');
    counted.push({ from: 'the deal', counted: effort.write() });
});

test('docs/effort.md tells these counts', () => {
    test.skip(counted.length === 0, 'the tests before this one count');
    const rows = counted.map(({ from, counted: { task, keystrokes, keys, letters, clicks, steps } }) => `| ${[task, from, keystrokes, keys, letters, clicks, steps.length, steps.join(', ')].join(' | ')} |`);
    const head = '| task | from | keystrokes | of these keys | of these letters | clicks | steps | which |\n| --- | --- | --- | --- | --- | --- | --- | --- |';
    const table = [head, ...rows].join('\n');
    const committed = readFileSync(DOCUMENT, 'utf8');
    const expected = committed.replace(/\| task \|[^]*?\|\n(?!\|)/, () => `${table}\n`);
    if (process.env.EFFORT === 'write') writeFileSync(DOCUMENT, expected);
    expect(readFileSync(DOCUMENT, 'utf8'), 'EFFORT=write npx playwright test effort.spec.ts writes it anew').toBe(expected);
    expect(expected).toContain(table);
});
