/** Every action of the open screen is in the palette, with its key beside it, and under "?". */
import { makeCustomer, makeDeal } from './support/customer.js';
import { type Page, expect, test } from './support/test.js';

async function openPalette(page: Page) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
}

test('the palette offers what the open screen can do, with its keys, and does it', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Mina Osei']);
    await page.goto(`/accounts/${customer.account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
    await openPalette(page);
    const here = page.getByRole('group', { name: 'On this page' });
    await expect(here.getByRole('option', { name: `Edit ${customer.name} E` })).toBeVisible();
    await expect(here.getByRole('option', { name: 'Brief to print B' })).toBeVisible();
    await expect(here.getByRole('option', { name: 'Follow', exact: true })).toBeVisible();
    await look('palette-account');
    await page.keyboard.type('new opp');
    await expect(page.getByRole('option', { name: /opportunity/i }).first()).toHaveAttribute('data-combobox-selected', 'true');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'New opportunity' });
    await expect(form.getByRole('combobox', { name: 'Account' })).toHaveValue(customer.name);
});

test('a deal is moved and a record archived from the palette, with a typing error', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    const deal = await makeDeal(api, customer, 'Palette winches', 'Engaging');
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByRole('button', { name: /^Engaging/ })).toHaveAttribute('aria-current', 'step');
    await openPalette(page);
    await page.keyboard.type('move neogtiation');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
    await page.goto(`/accounts/${customer.account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
    await openPalette(page);
    await page.keyboard.type('archive');
    await page.getByRole('option', { name: `Archive ${customer.name}` }).click();
    await expect(page.getByText(/^Archived/)).toBeVisible();
});

test('language and colours are chosen from anywhere, and "?" lists the keys of the page', async ({ page, look }) => {
    await page.goto('/accounts');
    await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first()).toBeVisible();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys.getByRole('row', { name: 'N New account' })).toBeVisible();
    await expect(keys.getByRole('row', { name: 'G N Notifications' })).toBeVisible();
    await look('shortcuts');
    await page.keyboard.press('Escape');
    await openPalette(page);
    await page.keyboard.type('appearance dark');
    await expect(page.getByRole('option', { name: 'Appearance: Dark' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
