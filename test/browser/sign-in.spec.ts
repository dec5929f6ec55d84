import { ADMINISTRATOR, PHONE, expect, test } from './support/test.js';
import { startProgram } from './support/program.js';

test.describe('coming in', () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test('the first administrator follows the printed link, chooses address and password, and can come back', async ({ page, look }) => {
        const fresh = await startProgram(0);
        try {
            await page.goto(fresh.origin + fresh.firstLink);
            await look('link');
            await page.getByRole('button', { name: 'Begin' }).click();
            await page.getByLabel('E-mail').fill('first@mill.example');
            await page.getByRole('textbox', { name: 'New password' }).fill('short');
            await page.getByRole('button', { name: 'Save password and begin' }).click();
            await expect(page.getByText('This password is too short')).toBeVisible();
            await page.getByRole('textbox', { name: 'New password' }).fill('long enough words');
            await page.getByRole('button', { name: 'Save password and begin' }).click();
            await expect(page.getByRole('heading', { name: 'Three questions, and the book is yours' })).toBeVisible();
            await page.goto(`${fresh.origin}/accounts`);
            await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
            await look('accounts-empty');

            await page.getByRole('button', { name: 'Your menu' }).click();
            await page.getByRole('menuitem', { name: 'Sign out' }).click();
            await page.getByLabel('E-mail').fill('first@mill.example');
            await page.getByRole('textbox', { name: 'Password' }).fill('long enough words');
            await page.keyboard.press('Enter');
            await expect(page.getByRole('heading', { name: 'Three questions, and the book is yours' })).toBeVisible();

            await page.goto(fresh.origin + fresh.firstLink);
            await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
        } finally {
            await fresh.stop();
        }
    });

    test('a wrong password is told without telling which part was wrong, and what was typed stays', async ({ page, look }) => {
        await page.goto('/contacts?sort=-name');
        await expect(page).toHaveURL(/\/sign-in\?return=/);
        await look('sign-in');
        await page.getByLabel('E-mail').fill(ADMINISTRATOR.email);
        await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('alert')).toHaveText('E-mail and password do not match.');
        await expect(page.getByLabel('E-mail')).toHaveValue(ADMINISTRATOR.email);

        await page.getByRole('textbox', { name: 'Password' }).fill(ADMINISTRATOR.password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page).toHaveURL(/\/contacts\?sort=-name/);
        await expect(page.getByRole('heading', { name: /^Contacts/ })).toBeVisible();
    });

    test('on a phone', async ({ page, look }) => {
        await page.setViewportSize(PHONE);
        await page.goto('/sign-in');
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
        await look('sign-in-phone');
    });
});

test('a session that ends under an open form is taken up again, and nothing typed is lost', async ({ page, api }) => {
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Half a form');
    await page.context().clearCookies();
    await page.keyboard.press('Control+Enter');
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByRole('textbox', { name: 'Password' }).fill(ADMINISTRATOR.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(again).toBeHidden();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await api.find('accounts', { name: 'Half a form' })).toMatchObject({ name: 'Half a form' });
});
