import { logCall, makeCustomer } from './support/customer.js';
import { PHONE, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';

/** A day of the reader, counted from this one. */
const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What is left over from another test would stand on the same day. */
async function clearDay(api: Api) {
    const today = await api.get('/today');
    for (const task of today.tasks as Json[]) await api.post(`/tasks/${task.id}/done`, { done: true });
    for (const promise of today.promises as Json[]) await api.change('promises', promise.id, { status: 'kept' });
    for (const meeting of today.meetings as Json[]) await api.post(`/interactions/${meeting.id}/archive`);
    for (const { account } of today.accounts as Json[]) await api.change('accounts', account.id, { status: 'former' });
}

async function makeMorning(api: Api) {
    await clearDay(api);
    const customer = await makeCustomer(api, ['Meera Tan']);
    const about = { account: customer.account.id };
    await api.create('tasks', { ...about, subject: 'Send the pump curves', due: date(-4), priority: 'high' });
    await api.create('tasks', { ...about, subject: 'Ring the harbour master', due: date(0), contact: customer.people[0]!.id });
    await api.create('tasks', { ...about, subject: 'Prepare the review', due: date(3) });
    await logCall(api, customer, 'Crane prices', {
        start: new Date(Date.now() - 50 * 86_400_000).toISOString(),
        contacts: [customer.people[0]!.id],
        promises: `Hold the price ${date(1)}\nThey: name the project manager ${date(-2)}`,
    });
    // Late, since a meeting that is over counts as contact.
    await api.create('interactions', { ...about, kind: 'meeting', subject: 'Site walk', start: `${date(0)}T23:59:00.000Z` });
    return customer;
}

test('a morning is worked through by keyboard: ticked, postponed, kept, and taken back', async ({ page, api, look }) => {
    const customer = await makeMorning(api);
    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    const tasks = page.getByRole('region', { name: 'Tasks' });
    await expect(tasks.getByRole('listitem')).toHaveCount(3);
    await expect(page.getByRole('region', { name: 'Meetings today' }).getByText('Site walk')).toBeVisible();
    const call = page.getByRole('region', { name: 'To call' }).getByRole('listitem').filter({ hasText: customer.name });
    await expect(call).toContainText('Key: every 30 days');
    await look('today');

    await page.keyboard.press('j');
    await expect(page.getByRole('button', { name: 'Site walk' })).toBeFocused();
    await page.keyboard.press('j');
    await expect(page.getByRole('button', { name: 'Send the pump curves', exact: true })).toBeFocused();
    await page.keyboard.press('x');
    await expect(tasks.getByText('Send the pump curves')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Ring the harbour master', exact: true })).toBeFocused();
    expect(await api.find('tasks', { subject: 'Send the pump curves', account: String(customer.account.id) })).toMatchObject({ done: true });
    await page.keyboard.press('z');
    await expect(tasks.getByText('Send the pump curves')).toBeVisible();

    await page.keyboard.press('s');
    await expect(page.getByRole('button', { name: /^Tomorrow/ })).toBeFocused();
    await look('today-postpone');
    await page.keyboard.press('Enter');
    await expect(tasks.getByRole('listitem').filter({ hasText: 'Ring the harbour master' })).not.toContainText('today');
    await expect(async () => expect(await api.find('tasks', { subject: 'Ring the harbour master', account: String(customer.account.id) })).toMatchObject({ due: date(1) })).toPass();

    const promises = page.getByRole('region', { name: 'Promises due' });
    const theirs = promises.getByRole('listitem').filter({ hasText: 'name the project manager' });
    await expect(theirs).toContainText('By them');
    await theirs.getByRole('button', { name: 'name the project manager', exact: true }).focus();
    await page.keyboard.press('b');
    await expect(theirs).toHaveCount(0);
    await page.getByRole('button', { name: 'Hold the price', exact: true }).focus();
    await page.keyboard.press('x');
    await expect(promises).toHaveCount(0);
    const made = { account: String(customer.account.id) };
    expect(await api.find('promises', { ...made, by: 'them' })).toMatchObject({ status: 'broken' });
    expect(await api.find('promises', { ...made, by: 'us' })).toMatchObject({ status: 'kept' });
});

test('a call is logged on a row and the account is no longer to be called', async ({ page, api, look }) => {
    const customer = await makeMorning(api);
    await page.goto('/today');
    const call = page.getByRole('region', { name: 'To call' }).getByRole('listitem').filter({ hasText: customer.name });
    await call.getByRole('link', { name: customer.name }).focus();
    await page.keyboard.press('l');
    const log = page.getByRole('dialog');
    await expect(log.getByRole('textbox').first()).toHaveValue(`call ${customer.name}: `);
    await page.keyboard.type('caught up on the cranes, next: send the quote tomorrow');
    await expect(log.getByRole('textbox').first()).toHaveValue(`call ${customer.name}: caught up on the cranes, next: send the quote tomorrow`);
    await look('today-log');
    await page.keyboard.press('Enter');
    await expect(call).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Tasks' }).getByText('send the quote')).toBeVisible();
    expect(await api.find('interactions', { account: String(customer.account.id), subject: 'caught up on the cranes' })).toMatchObject({ kind: 'call', next_step_due: date(1) });
});

test('a day without anything to do says so and leads on', async ({ page, api, look }) => {
    await clearDay(api);
    await page.goto('/today');
    await expect(page.getByRole('heading', { name: 'Nothing is due' })).toBeVisible();
    await look('today-nothing');
    await page.getByRole('link', { name: 'See the accounts' }).click();
    await expect(page).toHaveURL(/\/accounts$/);
});

test('who owns something begins with today, and the first page of the bar is today on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    await makeMorning(api);
    await page.goto('/');
    await expect(page).toHaveURL(/\/today$/);
    const row = page.getByRole('listitem').filter({ hasText: 'Send the pump curves' });
    await expect(row).toBeVisible();
    await look('today-phone');
    await row.getByRole('checkbox').click();
    await expect(row).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toBeVisible();
});

test('a step that the server refuses is told, and the row stands again', async ({ page, api }) => {
    await makeMorning(api);
    await page.goto('/today');
    const row = page.getByRole('listitem').filter({ hasText: 'Prepare the review' });
    await expect(row).toBeVisible();
    await page.route('**/api/v1/tasks/*/done', (route) => route.abort());
    await row.getByRole('checkbox').click();
    await expect(page.getByText('The server cannot be reached')).toBeVisible();
    await expect(row).toBeVisible();
});

test('who leads others looks at the day of one of them', async ({ page, api, look }) => {
    const { owner } = await api.find('tasks', { done: 'false', sort: 'due' });
    await page.goto('/today');
    await page.getByRole('combobox', { name: 'Whose day' }).click();
    await page.getByRole('option', { name: owner.title }).click();
    await expect(page).toHaveURL(new RegExp(`user=${owner.id}`));
    await expect(page.getByRole('region', { name: 'Tasks' })).toBeVisible();
    await look('today-of-another');
});

test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN' });

    test('a day reads in Chinese too', async ({ page, api, look }) => {
        await makeMorning(api);
        await page.goto('/today');
        await expect(page.getByRole('heading', { level: 1, name: '今天' })).toBeVisible();
        await expect(page.getByRole('heading', { name: '到期承诺' })).toBeVisible();
        await look('today-chinese');
    });
});
