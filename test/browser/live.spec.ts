import { makeCustomer } from './support/customer.js';
import { PHONE, expect, signInAs, test, type Page } from './support/test.js';
import { PASSWORD, makePerson } from './support/people.js';

const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Notifications/ });

// What the sample company has told her is read, so that the bell counts only what a test makes happen.
test.beforeEach(async ({ api }) => {
    await api.post('/notifications/read', { all: true });
});

test('two people at one account see each other, and what the other changes, without loading it again', async ({ page, api, program, browser, look }) => {
    const { account } = await makeCustomer(api, ['Sade Okoro']);
    const bob = await makePerson(program, 'Bob Babbage');
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, baseURL: program.origin });
    const his = await signInAs(context, program.origin, bob.email, PASSWORD);
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('button', { name: 'Follow' })).toBeEnabled();
    await expect(page.getByRole('img', { name: 'Also looking at this: Bob Babbage' })).toBeHidden();
    await his.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('img', { name: 'Also looking at this: Bob Babbage' })).toBeVisible();
    await expect(his.getByRole('img', { name: 'Also looking at this: Ada Byron' })).toBeVisible();
    await look('live-two-readers');

    // What he changes appears for her; what she is typing stays, with a quiet word.
    await page.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Industry' }).fill('ship repair');
    await his.getByRole('button', { name: 'Edit' }).click();
    await his.getByRole('dialog').getByRole('textbox', { name: 'Phone' }).fill('+65 6111 2222');
    await his.keyboard.press('Control+Enter');
    await expect(his.getByRole('dialog')).toBeHidden();
    await expect(form.getByText('Bob Babbage changed Phone just now.')).toBeVisible();
    await expect(form.getByRole('combobox', { name: 'Industry' })).toHaveValue('ship repair');
    await look('live-changed-while-editing');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByText('+65 6111 2222').first()).toBeVisible();

    await api.create('tasks', { subject: 'Ring the yard', account: account.id });
    await expect(his.getByText('Ring the yard').first()).toBeVisible();
    await his.goto('/contacts');
    await expect(page.getByRole('img', { name: /Also looking/ })).toBeHidden();
    await context.close();
});

test('a mention is written with its sign, heard at once, answered where it stands, with the keyboard', async ({ page, api, program, browser, look }) => {
    const { account, name } = await makeCustomer(api);
    const bob = await makePerson(program, 'Grace Turing');
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, baseURL: program.origin });
    const his = await signInAs(context, program.origin, bob.email, PASSWORD);

    await his.goto(`/accounts/${account.id}`);
    const composer = his.getByRole('form', { name: 'Log a conversation' });
    await composer.getByRole('textbox', { name: 'What was it about?' }).fill('Renewal');
    await composer.getByRole('textbox', { name: 'What was said' }).pressSequentially('What do you think, @ada');
    await expect(his.getByRole('option', { name: 'Ada Byron' })).toBeVisible();
    await his.keyboard.press('Enter');
    await expect(composer.getByRole('textbox', { name: 'What was said' })).toHaveValue('What do you think, @Ada Byron ');
    await page.goto('/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await his.keyboard.press('Control+Enter');

    await expect(bell(page)).toHaveAccessibleName(/1 unread/);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await expect(panel.getByText('Grace Turing mentioned you in Renewal')).toBeVisible();
    await look('notifications');
    await page.keyboard.press('r');
    const answer = panel.getByRole('textbox', { name: 'Answer' });
    await expect(answer).toHaveValue('@Grace Turing ');
    await answer.press('End');
    await page.keyboard.type('offer them two years');
    await look('notifications-answer');
    await page.keyboard.press('Control+Enter');
    await expect(answer).toBeHidden();
    await expect(bell(page)).toHaveAccessibleName('Notifications', { timeout: 20_000 });
    await expect(his.getByText('offer them two years')).toBeVisible();
    await expect(bell(his)).toHaveAccessibleName(/1 unread/);
    await bell(his).click();
    await his.getByRole('dialog', { name: 'Notifications' }).getByText(/Ada Byron mentioned you/).click();
    await expect(his).toHaveURL(/\/interactions\/\d+$/);
    expect(name).toBeTruthy();
    await context.close();
});

test('what one follows is told in one line, however often it changes; each kind is switched off by itself', async ({ page, api, program, look }) => {
    const { account, name } = await makeCustomer(api);
    await page.goto(`/accounts/${account.id}`);
    await page.getByRole('button', { name: 'Follow' }).click();
    await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
    const email = 'carl@tideline.example';
    program.run('user', 'add', '--name', 'Carl Gauss', '--email', email, '--role', 'administrator');
    const token = program.run('token', 'create', '--user', email).trim();
    const change = (values: object) =>
        fetch(`${program.origin}/api/v1/accounts/${account.id}`, { method: 'PATCH', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(values) });
    await change({ phone: '+65 6000 1111' });
    await expect(bell(page)).toHaveAccessibleName(/1 unread/);
    await change({ industry: 'salvage' });
    await bell(page).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await expect(panel.getByText('2 times')).toBeVisible();
    await expect(panel.getByText(`Carl Gauss changed ${name}`)).toBeVisible();
    await page.keyboard.press('e');
    await expect(bell(page)).toHaveAccessibleName('Notifications');
    await panel.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
    await look('notification-settings');
    await page.getByRole('switch', { name: 'Something I follow changes' }).click();
    await page.getByRole('radio', { name: 'Off' }).click();
    await page.reload();
    await expect(page.getByRole('switch', { name: 'Something I follow changes' })).not.toBeChecked();
    await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked();
    await page.getByRole('radio', { name: 'In the app', exact: true }).click();
    await page.getByRole('switch', { name: 'Something I follow changes' }).click();
    await api.post('/notifications/read', { all: true });
});

test('on a phone the bell opens over the whole screen; without connection that is said quietly', async ({ page, context, look }) => {
    await page.setViewportSize(PHONE);
    await page.goto('/accounts');
    await bell(page).click();
    await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible();
    await look('notifications-phone');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
    await context.setOffline(true);
    await expect(page.getByText('Offline', { exact: true })).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText('Offline', { exact: true })).toBeHidden();
});

test('the digest of the day tells what is due and what was not read, on a page of its own', async ({ page, api, program, look }) => {
    const { account, name } = await makeCustomer(api);
    await api.create('tasks', { subject: 'Send the dock plans', account: account.id, due: '2026-01-05' });
    const email = 'dora@tideline.example';
    program.run('user', 'add', '--name', 'Dora Noether', '--email', email, '--role', 'administrator');
    const token = program.run('token', 'create', '--user', email).trim();
    await fetch(`${program.origin}/api/v1/interactions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ kind: 'note', subject: 'Dock plans', account: account.id, summary: '@Ada Byron they wait for them' }),
    });
    await page.goto('/accounts');
    await expect(bell(page)).toHaveAccessibleName(/1 unread/);
    await api.post('/digests/run');
    await expect(bell(page)).toHaveAccessibleName(/2 unread/);
    await bell(page).click();
    await page.getByRole('dialog', { name: 'Notifications' }).getByText('Your day in short').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Your day in short' })).toBeVisible();
    const due = page.getByRole('region', { name: 'Due tasks' }).getByRole('listitem').filter({ hasText: 'Send the dock plans' });
    await expect(due).toContainText(name);
    await expect(due).toContainText('overdue');
    await expect(page.getByRole('region', { name: 'Not read yet' }).getByText('Dora Noether: @Ada Byron they wait for them')).toBeVisible();
    await look('digest');
    await page.setViewportSize(PHONE);
    await look('digest-phone');
    await api.post('/notifications/read', { all: true });
});
