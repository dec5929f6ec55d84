import { logCall, makeCustomer, makeDeal } from './support/customer.js';
import { PHONE, expect, test } from './support/test.js';

test('an account page shows people, conversations, deals and money, all from one call', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Meera Tan', 'Olaf Brandt', 'Sade Okoro']);
    const [meera, olaf, sade] = customer.people;
    const part = { account: customer.account.id };
    await api.create('stakeholders', { ...part, contact: meera!.id, buying_role: 'economic_buyer', influence: 'high', support: 'supporter' });
    await api.create('stakeholders', { ...part, contact: olaf!.id, buying_role: 'blocker', influence: 'medium', support: 'opponent', reports_to: meera!.id });
    await makeDeal(api, customer, 'Crane control', 'Proposal', { amount: '12000.00' });
    await makeDeal(api, customer, 'Dock survey', 'Won', { amount: '5400.00', closed_on: '2026-03-31' });
    await makeDeal(api, customer, 'Old dock survey', 'Won', { amount: '600.00', closed_on: '2025-02-01' });
    await makeDeal(api, customer, 'Buoys', 'Lost', { closed_on: '2026-01-10', lost_reason: 'price' });
    await logCall(api, customer, 'Pricing of the crane', { contacts: [meera!.id], promises: 'We hold the price until June.', next_step: 'Send two references', next_step_due: '2026-02-03' });

    const calls: string[] = [];
    page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (/\/api\/v1\/(accounts|contacts|stakeholders|interactions|opportunities|tasks|promises)/.test(pathname)) calls.push(pathname);
    });
    await page.goto(`/accounts/${customer.account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();

    const committee = page.getByRole('region', { name: 'Buying committee' });
    await expect(committee.getByText('1 with us')).toBeVisible();
    await expect(committee.getByText('1 against us')).toBeVisible();
    const seat = (name: string) => committee.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
    await expect(seat('Meera Tan')).toContainText('Economic buyer');
    await expect(seat('Olaf Brandt')).toContainText('Reports to Meera Tan');
    await expect(committee.getByRole('listitem').filter({ hasText: 'Champion' })).toContainText('Nobody known yet');

    const deals = page.getByRole('region', { name: 'Opportunities' });
    await expect(deals.getByRole('link', { name: 'Crane control' })).toBeVisible();
    await expect(deals.getByRole('row', { name: /^2026/ })).toContainText('US$5,400.00');
    await expect(deals.getByRole('row', { name: /^2025/ })).toContainText('US$600.00');
    await expect(deals.getByText('2 of 3 decided')).toBeVisible();
    await deals.getByText('Closed (3)').click();
    await expect(deals.getByRole('link', { name: 'Buoys', exact: true })).toBeVisible();

    await expect(page.getByRole('region', { name: 'Tasks' }).getByText('Send two references')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Conversations' }).getByText('We hold the price until June.')).toBeVisible();
    const sadesRow = page.getByRole('region', { name: 'People' }).getByRole('listitem').filter({ hasText: sade!.name });
    await expect(sadesRow.getByRole('button', { name: 'Role' })).toBeVisible();
    expect(calls).toEqual([`/api/v1/accounts/${customer.account.id}/overview`]);
    await look('account');

    await deals.getByRole('row', { name: /^2026/ }).getByRole('link').click();
    await expect(page).toHaveURL(/\/opportunities\?.*outcome=won/);
    await expect(page.getByRole('grid').getByText('Dock survey', { exact: true })).toBeVisible();
    await expect(page.getByRole('grid').getByText('Old dock survey')).toHaveCount(0);
});

test('a call is logged with the keyboard alone; its next step becomes a task, which is ticked off and taken back', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Meera Tan']);
    await page.goto(`/accounts/${customer.account.id}`);
    await page.getByRole('button', { name: 'Log a conversation' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'What was it about?' })).toBeFocused();
    await page.keyboard.type('Delivery of the pumps');
    await page.getByRole('textbox', { name: 'What was said' }).focus();
    await page.keyboard.type('They need them before the monsoon.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Confirm the ship date');
    await look('composer');
    await page.keyboard.press('Control+Enter');

    const conversations = page.getByRole('region', { name: 'Conversations' });
    const entry = conversations.getByRole('listitem').filter({ hasText: 'Delivery of the pumps' });
    await expect(entry).toContainText('They need them before the monsoon.');
    await expect(entry.getByRole('link', { name: 'Meera Tan' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'What was it about?' })).toHaveValue('');

    const tasks = page.getByRole('region', { name: 'Tasks' });
    await tasks.getByRole('checkbox', { name: 'Done: Confirm the ship date' }).focus();
    await page.keyboard.press('Space');
    await expect(tasks.getByText('Done (1)')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(tasks.getByRole('checkbox', { name: 'Done: Confirm the ship date' })).not.toBeChecked();
    expect(await api.find('tasks', { subject: 'Confirm the ship date' })).toMatchObject({ done: false, account: { id: customer.account.id } });
});

test('a conversation that the server could not save is still there to be saved again', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    await page.goto(`/accounts/${customer.account.id}`);
    await page.getByRole('textbox', { name: 'What was it about?' }).fill('Night call');
    await page.route('**/api/v1/interactions', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status": 500, "detail": "The disk is full."}' }));
    await page.keyboard.press('Control+Enter');
    const composer = page.getByRole('form', { name: 'Log a conversation' });
    await expect(composer.getByRole('alert')).toContainText('The disk is full.');
    await expect(composer.getByRole('textbox', { name: 'What was it about?' })).toHaveValue('Night call');
    await page.unroute('**/api/v1/interactions');
    await composer.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('region', { name: 'Conversations' }).getByRole('button', { name: 'Night call' })).toBeVisible();
});

test('an empty seat of the committee is filled where it is missing', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Sade Okoro']);
    await page.goto(`/accounts/${customer.account.id}`);
    await page.getByRole('button', { name: 'Add Champion' }).click();
    const form = page.getByRole('dialog', { name: 'New stakeholder' });
    await expect(form.getByRole('combobox', { name: 'Buying role' })).toHaveValue('Champion');
    await form.getByRole('combobox', { name: 'Contact' }).fill('Sade');
    await page.getByRole('option', { name: new RegExp(`Sade Okoro.*${customer.name}`) }).click();
    await look('stakeholder-form');
    await page.keyboard.press('Control+Enter');
    const committee = page.getByRole('region', { name: 'Buying committee' });
    await expect(committee.getByRole('listitem').filter({ hasText: 'Sade Okoro' })).toContainText('Champion');
    await expect(committee.getByRole('button', { name: 'Add Champion' })).toHaveCount(0);
});

test('conversations are narrowed by kind, person and words, and the older ones are read on demand', async ({ page, api }) => {
    const customer = await makeCustomer(api, ['Meera Tan', 'Olaf Brandt']);
    const [meera, olaf] = customer.people;
    for (let day = 1; day <= 52; day++) {
        const start = new Date(Date.UTC(2026, 0, day, 9)).toISOString();
        await logCall(api, customer, `Call ${day}`, { start, contacts: [meera!.id] });
    }
    await logCall(api, customer, 'Site plan', { kind: 'visit', start: '2026-03-10T09:00:00.000Z', contacts: [olaf!.id], summary: 'Walked the quay.' });
    await page.goto(`/accounts/${customer.account.id}`);
    const conversations = page.getByRole('region', { name: 'Conversations' });
    await expect(conversations.getByRole('heading', { name: 'March 2026' })).toBeVisible();
    await expect(conversations.getByRole('button', { name: 'Call 1', exact: true })).toHaveCount(0);
    await conversations.getByRole('button', { name: 'Older conversations' }).click();
    await expect(conversations.getByRole('button', { name: 'Call 1', exact: true })).toBeVisible();
    await expect(conversations.getByRole('button', { name: 'Older conversations' })).toHaveCount(0);
    await expect(conversations.getByRole('heading', { name: 'January 2026' })).toBeVisible();

    await conversations.getByRole('combobox', { name: 'Kind', exact: true }).click();
    await page.getByRole('option', { name: 'Visit' }).click();
    await expect(conversations.getByRole('button', { name: 'Site plan' })).toBeVisible();
    await expect(conversations.getByRole('button', { name: 'Call 52' })).toHaveCount(0);
    await conversations.getByRole('textbox', { name: 'Words in the conversations' }).fill('crane');
    await expect(conversations.getByText('No conversation fits')).toBeVisible();
    await conversations.getByRole('button', { name: 'Show all' }).click();
    await conversations.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'Olaf Brandt' }).click();
    await expect(conversations.getByRole('button', { name: 'Site plan' })).toBeVisible();
    await expect(conversations.getByRole('button', { name: 'Call 52' })).toHaveCount(0);
});

test('an old conversation is found by its words although the page did not bring it', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    await logCall(api, customer, 'Anchor chain quality', { start: '2025-01-03T09:00:00.000Z', summary: 'They found rust on the shackles.' });
    for (let day = 1; day <= 50; day++) await logCall(api, customer, `Call ${day}`, { start: new Date(Date.UTC(2026, 0, day, 9)).toISOString() });
    await page.goto(`/accounts/${customer.account.id}`);
    const conversations = page.getByRole('region', { name: 'Conversations' });
    await expect(conversations.getByRole('button', { name: 'Call 50' })).toBeVisible();
    await conversations.getByRole('textbox', { name: 'Words in the conversations' }).fill('shackles');
    await expect(conversations.getByRole('button', { name: 'Anchor chain quality' })).toBeVisible();
    await expect(conversations.getByRole('button', { name: 'Call 50' })).toHaveCount(0);
});

test('promises of both sides are added in a line and kept, by keyboard alone', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Meera Tan']);
    await logCall(api, customer, 'Crane prices', { contacts: [customer.people[0]!.id], promises: 'Hold the price until June\nThey: name the project manager' });
    await page.goto(`/accounts/${customer.account.id}`);
    const promises = page.getByRole('region', { name: 'Promises' });
    const row = (text: string) => promises.getByRole('listitem').filter({ hasText: text });
    await expect(row('name the project manager')).toContainText('Meera Tan');
    await promises.getByRole('textbox', { name: 'Add a promise' }).focus();
    await page.keyboard.type('Send two references');
    await page.keyboard.press('Enter');
    await expect(row('Send two references')).toBeVisible();
    await expect(promises.getByRole('textbox', { name: 'Add a promise' })).toBeFocused();
    await look('account-promises');
    await row('Send two references').getByRole('button', { name: 'Kept: Send two references' }).focus();
    await page.keyboard.press('Enter');
    await expect(promises.getByText('Kept and broken (1)')).toBeVisible();
    expect(await api.find('promises', { account: String(customer.account.id), status: 'kept' })).toMatchObject({ subject: 'Send two references', by: 'us' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(promises.getByText('Kept and broken (1)')).toHaveCount(0);
    await expect(row('Send two references')).toBeVisible();
});

test('a task is added in a line and postponed to next week, by keyboard alone', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    await page.goto(`/accounts/${customer.account.id}`);
    const tasks = page.getByRole('region', { name: 'Tasks' });
    await tasks.getByRole('textbox', { name: 'Add a task' }).focus();
    await page.keyboard.type('Book the berth');
    await page.keyboard.press('Enter');
    await tasks.getByRole('button', { name: 'Postpone: Book the berth' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Tomorrow/ })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Book the berth: postponed to/)).toBeVisible();
    const task = await api.find('tasks', { subject: 'Book the berth', account: String(customer.account.id) });
    expect(new Date(`${task.due}T00:00:00Z`).getUTCDay()).toBe(1);
});

test('a deal carries its promises too', async ({ page, api, look }) => {
    const customer = await makeCustomer(api);
    const deal = await makeDeal(api, customer, 'Crane control', 'Proposal');
    await logCall(api, customer, 'Crane prices', { opportunity: deal.id, promises: 'They: sign by friday' });
    await page.goto(`/opportunities/${deal.id}`);
    const promises = page.getByRole('region', { name: 'Promises' });
    await expect(promises.getByRole('heading', { name: 'By them' })).toBeVisible();
    await expect(promises.getByRole('button', { name: 'sign', exact: true })).toBeVisible();
    await look('opportunity-promises');
});

test('an account is edited with E, archived, and taken back', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    await page.goto(`/accounts/${customer.account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
    await page.keyboard.press('e');
    const form = page.getByRole('dialog', { name: customer.name });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`${customer.name} Pte`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: `${customer.name} Pte` })).toBeVisible();
    await expect(page.getByRole('region', { name: 'History' })).toContainText(`Name: ${customer.name} → ${customer.name} Pte`);

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await expect(page.getByText('Archived now').or(page.getByText(/^Archived this minute/))).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /^Archived/ })).toHaveCount(0);
    expect((await api.get(`/accounts/${customer.account.id}`)).archived_at).toBeNull();
});

test('files are kept with the account and only ever downloaded', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    await page.goto(`/accounts/${customer.account.id}`);
    const files = page.getByRole('region', { name: 'Files' });
    await files.locator('input[type=file]').setInputFiles({ name: 'berth plan.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    const link = files.getByRole('link', { name: 'berth plan.svg' });
    await expect(link).toBeVisible();
    const downloading = page.waitForEvent('download');
    await link.click();
    expect((await downloading).suggestedFilename()).toBe('berth plan.svg');
    await files.getByRole('button', { name: 'Remove berth plan.svg' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(files.getByText('No file yet')).toBeVisible();
});

test('an address without a record says so', async ({ page }) => {
    await page.goto('/accounts/99999999');
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});

test('on a phone the parts of the page stay in reach', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    const customer = await makeCustomer(api, ['Meera Tan']);
    for (let day = 1; day <= 9; day++) await logCall(api, customer, `Call ${day}`, { summary: 'They asked for two references in their industry, and for the notice period.' });
    await page.goto(`/accounts/${customer.account.id}`);
    const parts = page.getByRole('navigation', { name: 'Parts of this page' });
    await expect(parts.getByRole('link', { name: 'Buying committee' })).toHaveAttribute('aria-current', 'location');
    await look('account-phone');
    await parts.getByRole('link', { name: 'Tasks' }).click();
    await expect(page.getByRole('heading', { name: 'Tasks' })).toBeInViewport();
    await expect(parts).toBeInViewport();
    await expect(parts.getByRole('link', { name: 'Tasks' })).toHaveAttribute('aria-current', 'location');
    await look('account-phone-tasks');
    await parts.getByRole('link', { name: 'Promises' }).click();
    const promises = page.getByRole('region', { name: 'Promises' });
    await promises.getByRole('textbox', { name: 'Add a promise' }).fill('Name the architect');
    await promises.getByText('Them', { exact: true }).click();
    await promises.getByRole('button', { name: 'Add' }).click();
    await expect(promises.getByRole('heading', { name: 'By them' })).toBeVisible();
});
