/** A seller's ways through the pages: an account and its call, deals on the board, a file with bad rows taken back, results. */
import { expect, PHONE, test } from './support/test.js';

test('an account is one page: a call is logged on it and its next step becomes a task', async ({ page, api, look }) => {
    const account = await api.create('accounts', { name: 'Quorum Lenses', industry: 'optics' });
    const person = await api.create('contacts', { name: 'Meera Tan', account: account.id });
    await api.create('stakeholders', { contact: person.id, account: account.id, buying_role: 'champion', influence: 'high', support: 'champion' });
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Quorum Lenses' })).toBeVisible();
    await expect(page.getByText('Decision maker').first()).toBeVisible();
    const composer = page.getByRole('form', { name: 'Log a conversation' });
    await composer.getByRole('textbox', { name: 'What was it about?' }).fill('Pricing for next year');
    await composer.getByRole('textbox', { name: 'Next step', exact: true }).fill('Send the price list');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Pricing for next year' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Done: Send the price list' })).toBeVisible();
    await look('account');
    await page.setViewportSize(PHONE);
    await look('account-phone');
});

test('a deal is moved on the board by menu, taken back, and asks why it was lost', async ({ page, api, look }) => {
    const deal = await api.create('opportunities', { name: 'Sextant order', amount: '1000.00', owner: api.user.id });
    await page.goto('/pipeline?mine=true');
    await expect(page.getByRole('heading', { level: 1, name: 'Pipeline' })).toBeVisible();
    await page.getByRole('button', { name: 'Move Sextant order' }).click();
    await page.getByRole('menuitem', { name: 'Engaging' }).click();
    await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Engaging');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Prospecting');
    await page.getByRole('button', { name: 'Move Sextant order' }).click();
    await page.getByRole('menuitem', { name: 'Lost' }).click();
    const why = page.getByRole('dialog', { name: /Why was Sextant order lost/ });
    await why.getByRole('button', { name: 'Mark as lost' }).click();
    await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).outcome).toBe('lost');
    await page.goto('/pipeline');
    await look('pipeline');
});

test('a file with a bad row is tried, loaded and taken back whole', async ({ page, api, look }) => {
    await page.goto('/import');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()]);
    await chooser.setFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from('Account Name,Industry,Founded\nFile One,undoing,1999\nFile Two,undoing,someday\n') });
    await page.getByRole('button', { name: 'Try without saving' }).click();
    await expect(page.getByText('This is what would happen')).toBeVisible();
    await expect(page.getByRole('cell', { name: /not a number/ })).toBeVisible();
    expect((await api.get('/accounts?industry=undoing')).items).toEqual([]);
    await look('import');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Undo the whole import' })).toBeVisible();
    expect((await api.get('/accounts?industry=undoing')).items.map((item: { name: string }) => item.name)).toEqual(['File One']);
    await page.getByRole('button', { name: 'Undo the whole import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the whole import' }).click();
    await expect(page.getByText('Undone', { exact: true }).first()).toBeVisible();
    expect((await api.get('/accounts?industry=undoing')).items).toEqual([]);
});

test('results are told by person and product, and a figure opens its deals', async ({ page, look }) => {
    await page.goto('/results?by=products');
    await expect(page.getByRole('row', { name: /^Total/ })).toBeVisible();
    await look('results');
    const won = page.getByRole('row', { name: /^Tideline Team/ }).getByRole('link').first();
    const count = await won.textContent();
    await won.click();
    await expect(page).toHaveURL(/\/opportunities\?.*outcome=won/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(count ?? '');
});
