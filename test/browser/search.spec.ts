import { PHONE, expect, test } from './support/test.js';

test('any record is found by a mistyped name, with the keyboard alone', async ({ page, api, look }) => {
    await api.create('accounts', { name: 'Meridian Sextants', industry: 'optics' });
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Search' });
    await expect(palette.getByRole('combobox')).toBeFocused();
    await look('search-empty');
    await page.keyboard.type('meridan sextnts');
    await expect(palette.getByRole('option', { name: /Meridian Sextants/ })).toHaveAttribute('data-combobox-selected', 'true');
    await look('search');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/accounts\/\d+$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Meridian Sextants' })).toBeVisible();

    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
});

test('hits are grouped by what they are', async ({ page, api }) => {
    await api.create('accounts', { name: 'Galvan Instruments' });
    await api.create('leads', { name: 'Galvan Holm' });
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog', { name: 'Search' }).getByRole('combobox').fill('galvan');
    await expect(page.getByRole('group', { name: 'Accounts' }).getByRole('option', { name: 'Galvan Instruments' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Leads' }).getByRole('option', { name: 'Galvan Holm' })).toBeVisible();
});

test('the palette begins records and goes to pages', async ({ page }) => {
    await page.goto('/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('new cont');
    await page.getByRole('option', { name: 'New contact' }).click();
    await expect(page.getByRole('dialog', { name: 'New contact' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('go settings');
    await expect(page.getByRole('option', { name: 'Go to Settings' })).toBeVisible();
    await page.getByRole('option', { name: 'Go to Settings' }).click();
    await expect(page).toHaveURL(/\/settings$/);
});

test('records that were opened last are offered first', async ({ page, api }) => {
    const lead = await api.create('leads', { name: 'Recently Seen' });
    await page.goto(`/leads/${lead.id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('group', { name: 'Opened last' }).getByRole('option', { name: /Recently Seen/ })).toBeVisible();
});

test('on a phone', async ({ page, look }) => {
    await page.setViewportSize(PHONE);
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog', { name: 'Search' }).getByRole('combobox').fill('zzzzqqq');
    await expect(page.getByText('Nothing found for “zzzzqqq”')).toBeVisible();
    await look('search-phone');
});
