/** A representative's whole morning, by keyboard alone: from Today to the printed brief. */
import type { Api, Json } from './support/api.js';
import { PASSWORD, makePerson, type Person } from './support/people.js';
import { type Page, expect, pickUp, signInAs, test } from './support/test.js';

test.use({ accounts: 0 });

const DAY = 86_400_000;

type Morning = { yard: Json; deal: Json; lead: Json };

/** What was left over from yesterday, and what came in over night. */
async function lay(api: Api, rita: Person): Promise<Morning> {
    const mine = { owner: rita.id };
    const quay = await api.create('accounts', { name: 'Quayside Rope', tier: 'key', status: 'customer', website: 'https://quayside.example', ...mine });
    const yard = await api.create('accounts', { name: 'Fendersley Shipyard', website: 'https://fendersley.example', status: 'prospect', ...mine });
    await api.create('accounts', { name: 'Fendersley Ship Yard Ltd', website: 'https://www.fendersley.example', phone: '+44 20 7000 1000', ...mine });
    const meera = await api.create('contacts', { name: 'Meera Tan', account: quay.id, email: 'meera@quayside.example', ...mine });
    await api.create('interactions', { kind: 'call', subject: 'Winter prices', account: quay.id, contacts: [meera.id], start: new Date(Date.now() - 45 * DAY).toISOString(), ...mine });
    const deal = await api.create('opportunities', { name: 'Mooring lines', account: quay.id, amount: '24000.00', currency: 'USD', ...mine });
    const lead = await api.create('leads', { name: 'Lena Lead', company: 'Fendersley Shipyard', email: 'lena@fendersley.example', description: 'We need forty fenders.', ...mine });
    await api.create('interactions', { kind: 'note', subject: 'Fenders', summary: 'Can we do forty fenders by spring, @Rita Rep?', account: yard.id });
    return { yard, deal, lead };
}

/** Goes somewhere, or does something, by the palette. */
async function palette(page: Page, words: string) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
}

test('today, a call in a line, leads, a deal, a mention, a duplicate and a brief, without touching the mouse', async ({ api, browser, program }) => {
    const rita = await makePerson(program, 'Rita Rep', 'representative');
    const { yard, deal, lead } = await lay(api, rita);
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, baseURL: program.origin, locale: 'en-GB' });
    const page = await signInAs(context, program.origin, rita.email, PASSWORD);
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();

    const toCall = page.getByRole('region', { name: 'To call' }).getByRole('listitem').filter({ hasText: 'Quayside Rope' });
    await expect(toCall).toBeVisible();
    while (!(await toCall.getByRole('link', { name: 'Quayside Rope' }).evaluate((link) => link === document.activeElement))) await page.keyboard.press('j');
    await page.keyboard.press('l');
    const log = page.getByRole('dialog', { name: 'Log a conversation' });
    await expect(log.getByRole('textbox').first()).toHaveValue('call Quayside Rope: ');
    await page.keyboard.type('Meera 20m: wants single sign-on before renewal, next: send pricing friday');
    await page.keyboard.press('Enter');
    await expect(toCall).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Tasks' }).getByText('send pricing')).toBeVisible();

    await palette(page, 'go leads');
    await expect(page.getByRole('heading', { level: 2, name: 'Lena Lead' })).toBeVisible();
    await page.keyboard.press('c');
    const convert = page.getByRole('dialog', { name: 'Make a customer of Lena Lead' });
    await expect(convert.getByRole('radio', { name: 'Fendersley Shipyard', exact: true })).toBeChecked();
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await api.get(`/leads/${lead.id}`)).account?.id).toBe(yard.id);

    await palette(page, 'go pipeline');
    const said = page.getByRole('status').filter({ hasText: 'Mooring lines' });
    await page.getByRole('group', { name: 'Mooring lines' }).focus();
    await pickUp(page, 'Mooring lines');
    await page.keyboard.press('ArrowRight');
    await expect(said).toHaveText(/is over Engaging/);
    await page.keyboard.press('Space');
    await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).stage.id).not.toBe(deal.stage.id);

    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: 'Notifications' }).getByText(/mentioned you in Fenders/)).toBeVisible();
    await page.keyboard.press('r');
    const answer = page.getByRole('textbox', { name: 'Answer' });
    await expect(answer).toBeFocused();
    await answer.press('End');
    await page.keyboard.type('yes, by the first of March');
    await page.keyboard.press('Control+Enter');
    await expect(answer).toBeHidden();
    await page.keyboard.press('Escape');

    await palette(page, 'go duplicates');
    await expect(page.getByRole('radio', { name: /^Keep Fendersley Shipyard/ })).toBeVisible();
    await page.keyboard.press('m');
    await expect(page.getByText(/^Merged into Fendersley/)).toBeVisible();
    const left = (await api.get('/accounts?name.has=Fendersley')).items;
    expect(left.map(({ phone, website }: Json) => [phone, website !== null])).toEqual([['+44 20 7000 1000', true]]);

    await palette(page, 'quayside rope');
    await expect(page.getByRole('heading', { level: 1, name: 'Quayside Rope' })).toBeVisible();
    const opened = context.waitForEvent('page');
    await page.keyboard.press('b');
    const brief = await opened;
    await expect(brief.getByRole('heading', { level: 1, name: 'Quayside Rope' })).toBeVisible();
    await expect(brief.getByText('send pricing')).toBeVisible();
    await expect(brief.getByText('wants single sign-on before renewal')).toBeVisible();
    await context.close();
});
