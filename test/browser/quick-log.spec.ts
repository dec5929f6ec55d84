/** A conversation in one line: by keyboard alone, with two people of one name, without a connection, on a phone. */
import { makeCustomer } from './support/customer.js';
import { Effort } from './support/effort.js';
import { expect, PHONE, test } from './support/test.js';

const LINE = 'What happened, in one line';

test('a call is logged by keyboard alone, from any page, and can be undone', async ({ page, api, look }) => {
    const { account, name } = await makeCustomer(api, ['Rhea Stone']);
    await api.create('opportunities', { name: 'Sign-on 2026', account: account.id });
    await page.goto('/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const effort = new Effort(page, 'log a call');
    await effort.press('l', 'open the log');
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await expect(dialog.getByRole('textbox', { name: LINE })).toBeFocused();
    await effort.type(`call rhea ${name} 20m: wants sso, next: send pricing friday, they: decide 3 dec`);
    await expect(dialog.getByRole('textbox', { name: 'Next step', exact: true })).toHaveValue('send pricing');
    await expect(dialog.getByText('Rhea Stone')).toBeVisible();
    await expect(dialog.getByText('About Sign-on 2026?')).toBeVisible();
    await look('quick-log');
    await effort.press('Enter', 'save');
    await expect(page.getByText('Logged: wants sso')).toBeVisible();
    expect(effort.write().keys).toBe(2);
    const logged = await api.find('interactions', { account: String(account.id) });
    expect([logged.kind, logged.duration_minutes, logged.contacts[0].title, logged.next_step]).toEqual(['call', 20, 'Rhea Stone', 'send pricing']);
    expect((await api.find('promises', { interaction: String(logged.id) })).subject).toBe('decide');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await api.get(`/interactions?account=${account.id}`)).items.length).toBe(0);
    for (const made of ['tasks', 'promises']) await expect.poll(async () => (await api.get(`/${made}?interaction=${logged.id}`)).items).toEqual([]);
});

test('of two people of one name one is chosen by their accounts, and a new person is made', async ({ page, api, look }) => {
    const first = await makeCustomer(api, ['Ivo Parkinson']);
    const second = await makeCustomer(api, ['Ivo Parkinson']);
    await page.goto('/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    const line = dialog.getByRole('textbox', { name: LINE });
    await expect(line).toBeFocused();
    await page.keyboard.type('met Ivo Parkinson and Zed Newcomer 1h: agreed on a trial');
    await expect(dialog.getByRole('group', { name: 'Which Ivo Parkinson?' })).toBeVisible();
    await page.keyboard.press('Enter');
    const options = dialog.getByRole('group', { name: 'Which Ivo Parkinson?' }).getByRole('button');
    await expect(options.first()).toBeFocused();
    await look('quick-log-choice');
    await dialog.getByRole('button', { name: second.name }).focus();
    await page.keyboard.press('Enter');
    await expect(line).toBeFocused();
    await dialog.getByRole('checkbox', { name: /Zed Newcomer is not in the book/ }).check();
    await line.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Logged: agreed on a trial')).toBeVisible();
    const logged = await api.find('interactions', { account: String(second.account.id) });
    expect(logged.contacts.map(({ title }: { title: string }) => title)).toEqual(['Ivo Parkinson', 'Zed Newcomer']);
    expect((await api.get(`/contacts?account=${second.account.id}`)).items).toHaveLength(2);
    expect((await api.get(`/interactions?account=${first.account.id}`)).items).toEqual([]);
});

test('without a connection nothing is lost: it waits, also after a reload, and is sent once', async ({ page, api, context, look }) => {
    const { account, name } = await makeCustomer(api, ['Mina Osei']);
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await expect(dialog.getByRole('textbox', { name: LINE })).toBeFocused();
    await page.keyboard.type('call Mina 10m: half a thought');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.keyboard.press('l');
    await expect(dialog.getByRole('textbox', { name: LINE })).toHaveValue('call Mina 10m: half a thought');
    await context.setOffline(true);
    await page.keyboard.type(' more');
    await expect(dialog.getByText(/The server cannot be reached/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '1 waiting to be sent' })).toBeVisible();
    const composer = page.getByRole('form', { name: 'Log a conversation' });
    await composer.getByRole('textbox', { name: 'What was it about?' }).fill('Said at the door');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: '2 waiting to be sent' })).toBeVisible();
    await page.getByRole('button', { name: '2 waiting to be sent' }).click();
    await look('outbox');
    await page.keyboard.press('Escape');
    await context.setOffline(false);
    await expect(page.getByRole('button', { name: /waiting to be sent/ })).toHaveCount(0);
    const logged = (await api.get(`/interactions?account=${account.id}&sort=subject`)).items;
    expect(logged.map(({ subject }: { subject: string }) => subject)).toEqual(['half a thought more', 'Said at the door']);
    expect(logged[0].contacts[0].title).toBe('Mina Osei');
});

test('a line that means nothing says so, and a date that is past is asked about', async ({ page, look }) => {
    await page.goto('/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await expect(dialog.getByRole('textbox', { name: LINE })).toBeFocused();
    await page.keyboard.type('qwxz vbnm');
    await expect(dialog.getByText(/Nothing in this line names a person/)).toBeVisible();
    await dialog.getByRole('textbox', { name: LINE }).fill('call: hello, next: send it 2020-01-01');
    await expect(dialog.getByText('2020-01-01 is past. When is it to be done?')).toBeVisible();
    await look('quick-log-notes');
});

test('on a phone a call is logged with one thumb right after it', async ({ page, api, look }) => {
    const { account, name } = await makeCustomer(api, ['Tara Quist']);
    await page.setViewportSize(PHONE);
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await look('account-with-log-phone');
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await dialog.getByRole('textbox', { name: LINE }).fill('call tara 15m: happy, next: visit in 2 weeks');
    await expect(dialog.getByRole('textbox', { name: 'Next step', exact: true })).toHaveValue('visit');
    await look('quick-log-phone');
    const save = dialog.getByRole('button', { name: 'Save' });
    expect((await save.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await save.click();
    await expect(page.getByText('Logged: happy')).toBeVisible();
    expect((await api.find('interactions', { account: String(account.id) })).contacts[0].title).toBe('Tara Quist');
});
