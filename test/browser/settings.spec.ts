import { ADMINISTRATOR, expect, test } from './support/test.js';

test('a user is invited by a link that is handed over, and comes in with a password of their own', async ({ page, api, browser, program, look }) => {
    await page.goto('/settings');
    await look('settings');
    await page.getByRole('link', { name: /^Users/ }).click();
    await page.getByRole('button', { name: 'New user' }).click();
    const form = page.getByRole('dialog', { name: 'New user' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Grace Cooper');
    await form.getByRole('textbox', { name: 'E-mail' }).fill('grace@tideline.example');
    await form.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Manager' }).click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    const user = await api.find('users', { name: 'Grace Cooper' });
    expect(user.role).toBe('manager');

    await page.goto(`/users/${user.id}`);
    await page.getByRole('button', { name: 'Sign-in link' }).click();
    const dialog = page.getByRole('dialog', { name: 'A link for Grace Cooper' });
    const link = await dialog.getByRole('textbox', { name: 'Sign-in link' }).textContent();
    await look('invite');

    const context = await browser.newContext({ baseURL: program.origin });
    const invited = await context.newPage();
    await invited.goto(new URL(link ?? '').pathname);
    await expect(invited.getByRole('heading', { name: 'Welcome, Grace Cooper' })).toBeVisible();
    await invited.getByRole('button', { name: 'Choose a password' }).click();
    await invited.getByRole('textbox', { name: 'New password' }).fill('compile and ship');
    await invited.getByRole('button', { name: 'Save password and begin' }).click();
    await expect(invited.getByRole('heading', { name: /^Accounts/ })).toBeVisible();
    await context.close();
});

test('an API token is shown once, works, and is revoked', async ({ page, program, playwright, look }) => {
    await page.goto('/settings/tokens');
    await page.getByRole('textbox', { name: 'Name' }).fill('Night report');
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'API token' }).textContent();
    await look('tokens');
    const other = await playwright.request.newContext({ baseURL: program.origin, extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
    expect((await other.get('/api/v1/accounts?limit=1')).status()).toBe(200);

    await page.reload();
    await expect(page.getByRole('cell', { name: 'Night report', exact: true })).toBeVisible();
    await expect(page.getByText(token ?? 'no token')).toHaveCount(0);
    await page.getByRole('button', { name: 'Revoke Night report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(page.getByRole('cell', { name: 'Night report', exact: true })).toHaveCount(0);
    expect((await other.get('/api/v1/accounts?limit=1')).status()).toBe(401);
    await other.dispose();
});

test('the organisation is named by its administrator', async ({ page, look }) => {
    await page.goto('/settings/organisation');
    const name = page.getByRole('textbox', { name: 'Name' });
    const before = await name.inputValue();
    await look('organisation');
    await name.fill('Tideline & Daughters');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('banner')).toContainText('Tideline & Daughters');
    await name.fill(before);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('banner')).toContainText(before);
});

test('a password is changed only by who knows the present one', async ({ page, look }) => {
    await page.goto('/settings/sign-in');
    await look('settings-sign-in');
    await page.getByRole('textbox', { name: 'Current password' }).fill('not the one');
    await page.getByRole('textbox', { name: 'New password' }).fill('another long one');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByRole('alert').or(page.locator('.mantine-InputWrapper-error')).first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'New password' })).toHaveValue('another long one');
    await page.getByRole('textbox', { name: 'Current password' }).fill(ADMINISTRATOR.password);
    await page.getByRole('textbox', { name: 'New password' }).fill(ADMINISTRATOR.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Password changed')).toBeVisible();
});

test('light and dark are chosen in the user menu and stay', async ({ page, look }) => {
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'Your menu' }).click();
    await expect(page.getByRole('menu').getByRole('group', { name: 'Ada Byron' })).toBeVisible();
    await look('user-menu');
    await page.getByRole('menu').getByText('Dark', { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
