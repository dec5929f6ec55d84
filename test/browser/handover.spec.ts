/** Somebody leaves: a manager hands the accounts over, the successor knows within a minute each what is going on. */
import type { Api, Json } from './support/api.js';
import { makeCustomer, makeDeal, logCall } from './support/customer.js';
import { PHONE, expect, signInAs, test } from './support/test.js';

let hired = 0;

async function hire(api: Api, name: string): Promise<Json> {
    return api.create('users', { name, email: `hire${++hired}@tideline.example`, role: 'representative' });
}

/** Signs somebody in by an invitation, as on a first day. */
async function letIn(api: Api, user: Json, password: string) {
    const { link } = await api.post(`/users/${user.id}/invite`);
    const token = String(link).split('/').pop();
    const session = await (await fetch(new URL('/api/v1/session/link', link), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) })).headers;
    const cookie = session.get('set-cookie')!.split(';')[0]!;
    const { csrf_token } = await (await fetch(new URL('/api/v1/session', link), { headers: { Cookie: cookie } })).json();
    await fetch(new URL('/api/v1/session/password', link), { method: 'POST', headers: { Cookie: cookie, 'X-CSRF-Token': csrf_token, 'Content-Type': 'application/json' }, body: JSON.stringify({ password }) });
}

/** An account with as much in it as a brief may have to hold. */
async function fill(api: Api, owner: number, length: number) {
    const customer = await makeCustomer(api, Array.from({ length }, (_, i) => `Person With A Rather Long Name ${i}`));
    const account = customer.account.id;
    const long = 'which was agreed on the phone after a long talk about delivery, storage, and who pays for the crane on the quay';
    await api.change('accounts', account, { owner, description: `${long}. `.repeat(8) });
    const roles = ['decision_maker', 'champion', 'influencer', 'end_user', 'blocker'];
    for (const [i, person] of customer.people.entries()) await api.create('stakeholders', { contact: person.id, account, title: 'Head of Purchasing and Logistics', buying_role: roles[i % roles.length], support: 'supporter' });
    for (let i = 0; i < length; i++) {
        await api.create('tasks', { subject: `Task ${i} ${long}`, account, owner, due: '2020-01-02' });
        await api.create('promises', { subject: `Promise ${i} ${long}`, account, owner, by: i % 2 ? 'us' : 'them', due: '2020-01-02' });
        await makeDeal(api, customer, `Deal ${i} ${long}`.slice(0, 150), 'Engaging', { owner, expected_close: '2030-02-03' });
        await logCall(api, customer, `Call ${i} ${long}`.slice(0, 150), { summary: `${long} `.repeat(30) });
    }
    return customer;
}

test('accounts go to a successor, who is told and reads up on each, and it can be taken back', async ({ page, api, browser, program, look }) => {
    const leaver = await hire(api, 'Leo Leaver');
    const successor = await hire(api, 'Una Successor');
    await letIn(api, successor, 'words of a successor');
    const quay = await makeCustomer(api, ['Mina Osei']);
    const mole = await makeCustomer(api);
    await makeDeal(api, quay, 'Mooring lines', 'Negotiation', { owner: leaver.id, amount: '125000.00' });
    for (const { account } of [quay, mole]) await api.change('accounts', account.id, { owner: leaver.id });
    await api.create('promises', { subject: 'Send the samples', account: quay.account.id, owner: leaver.id });

    await page.goto(`/users/${leaver.id}`);
    await page.getByRole('link', { name: 'Hand over' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hand over from Leo Leaver' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Leo Leaver may not sign in any more' })).toBeChecked();
    await page.getByRole('combobox', { name: 'Who takes over?' }).fill('Leo Leaver');
    await page.getByRole('option', { name: /Leo Leaver/ }).click();
    await expect(page.getByText('Leo Leaver cannot take over from themselves')).toBeVisible();
    await page.getByRole('button', { name: 'Remove Leo Leaver' }).click();
    await page.getByRole('combobox', { name: 'Who takes over?' }).fill('Una S');
    await page.getByRole('option', { name: /Una Successor/ }).click();
    const preview = page.getByRole('region', { name: 'What will go where' });
    await expect(preview.getByRole('row', { name: /Una Successor 2 / })).toBeVisible();
    await page.keyboard.press('Tab');
    await look('handover');
    await page.getByRole('button', { name: 'Hand over' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Handed over' })).toBeVisible();
    await look('handover-done');

    const elsewhere = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const una = await signInAs(elsewhere, program.origin, successor.email, 'words of a successor');
    await una.goto('/');
    await expect(una.getByRole('heading', { level: 1, name: 'Your accounts on one sheet each' })).toBeVisible();
    await expect(una.getByText('2 accounts were handed over to you')).toBeVisible();
    await una.getByRole('button', { name: quay.name }).click();
    await expect(una.frameLocator('iframe').getByRole('heading', { level: 1, name: quay.name })).toBeVisible();
    await expect(una.frameLocator('iframe').getByText('Send the samples')).toBeVisible();
    await una.frameLocator('iframe').getByText('Send the samples').click();
    await una.keyboard.press('e');
    await expect(una.getByText('1 account was handed over to you')).toBeVisible();
    await una.goto('/today');
    await una.getByRole('button', { name: /^Notifications/ }).click();
    await una.getByText(/handed .*Leo Leaver.* over to you/).click();
    await expect(una.getByRole('heading', { level: 1, name: 'Your accounts on one sheet each' })).toBeVisible();
    await elsewhere.close();

    await page.reload();
    const before = page.getByRole('region', { name: 'Handed over before' });
    await expect(before).toContainText('2 accounts · 4 records in all');
    await before.getByRole('button', { name: 'Take it back' }).click();
    await expect(page.getByText('records went back')).toBeVisible();
    await expect(before).toBeHidden();
    expect((await api.get(`/users/${leaver.id}`)).active).toBe(true);
    expect((await api.get(`/accounts/${quay.account.id}`)).owner.id).toBe(leaver.id);
});

test('several successors: an account goes to whom it is meant for, on a phone too', async ({ page, api, look }) => {
    const leaver = await hire(api, 'Lea Parting');
    const [north, south] = [await hire(api, 'Nora North'), await hire(api, 'Sam South')];
    const customers = [await makeCustomer(api), await makeCustomer(api), await makeCustomer(api)];
    await makeDeal(api, customers[0]!, 'Mooring lines', 'Engaging', { owner: leaver.id, amount: '9000.00' });
    for (const { account } of customers) await api.change('accounts', account.id, { owner: leaver.id });
    await page.goto(`/handover?from=${leaver.id}`);
    for (const name of ['Nora North', 'Sam South']) {
        await page.getByRole('combobox', { name: 'Who takes over?' }).fill(name);
        await page.getByRole('option', { name: new RegExp(name) }).click();
    }
    await page.keyboard.press('Tab');
    await page.getByRole('combobox', { name: `Who gets ${customers[0]!.name}` }).selectOption('Sam South');
    await expect(page.getByRole('row', { name: /Sam South 1 / })).toBeVisible();
    await expect(page.getByRole('row', { name: /Nora North 2 / })).toBeVisible();
    await look('handover-several');
    await page.setViewportSize(PHONE);
    await look('handover-several-phone');
    await page.getByRole('button', { name: 'Hand over' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Handed over' })).toBeVisible();
    expect((await api.get(`/accounts/${customers[0]!.account.id}`)).owner.id).toBe(south.id);
    expect((await api.get(`/accounts/${customers[1]!.account.id}`)).owner.id).toBe(north.id);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Handed over before' })).toBeVisible();
    await look('handover-before-phone');
});

test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN' });

    test('handing over and reading up', async ({ page, api, look }) => {
        const leaver = await hire(api, '李离');
        const customer = await fill(api, leaver.id, 2);
        await page.goto(`/handover?from=${leaver.id}`);
        await page.getByRole('combobox', { name: '由谁接手？' }).fill(api.user.name);
        await page.getByRole('option', { name: new RegExp(api.user.name) }).click();
        await expect(page.getByRole('region', { name: '移交预览' })).toBeVisible();
        await page.keyboard.press('Tab');
        await look('handover-zh');
        await page.getByRole('button', { name: '移交', exact: true }).click();
        await expect(page.getByRole('heading', { level: 2, name: '已移交' })).toBeVisible();
        await page.goto(`/briefing?account=${customer.account.id}`);
        await expect(page.frameLocator('iframe').getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
        await expect(page.frameLocator('iframe').getByText('客户简报')).toBeVisible();
        await look('briefing-zh');
        await page.setViewportSize(PHONE);
        await look('briefing-zh-phone');
    });
});

test('the sheets of one\'s accounts are gone through by keyboard, and on a phone one after the other', async ({ page, api, look }) => {
    const first = await fill(api, api.user.id, 3);
    await page.goto('/briefing');
    await page.getByRole('button', { name: first.name }).click();
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1, name: first.name })).toBeVisible();
    await look('briefing');
    await page.keyboard.press('o');
    await expect(page).toHaveURL(new RegExp(`/accounts/${first.account.id}`));
    await page.setViewportSize(PHONE);
    await page.goto('/briefing');
    await look('briefing-phone');
    await page.getByRole('button', { name: first.name }).click();
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1, name: first.name })).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('button', { name: first.name })).toBeVisible();
});

for (const length of [1, 14]) {
    test(`the brief of an account with ${length} of everything is one printed page`, async ({ page, api }) => {
        const customer = await fill(api, api.user.id, length);
        await page.goto(`/api/v1/accounts/${customer.account.id}/brief`);
        await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
        await page.screenshot({ path: `screenshots/brief-${length}-light.png`, fullPage: true });
        const pdf = (await page.pdf({ preferCSSPageSize: true, path: `screenshots/brief-${length}.pdf` })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    });
}

test('a brief is shown to somebody outside by a private link, until it is taken back', async ({ page, api, browser, look }) => {
    const customer = await makeCustomer(api, ['Mina Osei']);
    await page.goto(`/accounts/${customer.account.id}`);
    await page.getByRole('button', { name: 'Account brief' }).click();
    await page.getByRole('menuitem', { name: 'Share the brief…' }).click();
    const dialog = page.getByRole('dialog', { name: `Share the brief of ${customer.name}` });
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const link = await dialog.getByRole('textbox', { name: 'Private link' }).textContent();
    await look('brief-share');
    const outside = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
    expect((await outside.goto(link!))?.status()).toBe(200);
    await expect(outside.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
    await dialog.getByRole('button', { name: 'Take all links back' }).click();
    await expect(page.getByText('All links to this brief stopped working')).toBeVisible();
    expect((await outside.goto(link!))?.status()).toBe(404);
    await outside.context().close();
});
