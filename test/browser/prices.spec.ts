/** Prices in the browser: a list typed by keyboard, a product's prices, tax codes and what trade is set to. */
import type { Api, Json } from './support/api.js';
import { PASSWORD, makePerson } from './support/people.js';
import { PHONE, expect, signInAs, test } from './support/test.js';

async function makeWares(api: Api): Promise<Record<string, Json>> {
    const wares: Record<string, Json> = {};
    const there = (await api.get('/products?limit=500')).items as Json[];
    for (const [name, code, price] of [['Mooring line 24 mm', 'ML-24', '86.00'], ['Fender, cylindrical', 'FC-2', '140.00'], ['Anchor chain 12 mm', 'AC-12', '23.50']] as const)
        wares[code] = there.find((product) => product.code === code) ?? await api.create('products', { name, code, price, currency: 'SGD', unit: 'piece' });
    return wares;
}

test('a price list is typed by keyboard; each row is saved as it is left, and a price is taken back', async ({ page, api, look }) => {
    const wares = await makeWares(api);
    const list = await api.create('price_lists', { name: 'Key accounts 2026', currency: 'SGD', tier: 'key' });
    await page.goto(`/price_lists/${list.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Key accounts 2026' })).toBeVisible();
    const rows = page.getByRole('table').getByRole('row');
    for (const [words, name, from, price] of [['Mooring', 'Mooring line 24 mm', '', '80'], ['Mooring', 'Mooring line 24 mm', '10', '74.3125'], ['Fender', 'Fender, cylindrical', '1', '129.50']] as const) {
        const row = rows.last();
        await row.getByRole('combobox').fill(words);
        await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
        await row.getByRole('textbox', { name: /^From quantity/ }).fill(from);
        await row.getByRole('textbox', { name: /^Unit price/ }).fill(price);
        await page.keyboard.press('Enter');
        await expect(row.getByRole('combobox')).toHaveValue('');
        await expect(row.getByRole('combobox')).toBeFocused();
    }
    await expect(rows).toHaveCount(5);
    await look('price-list');

    await page.getByRole('textbox', { name: 'From quantity: Fender, cylindrical' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chain = rows.nth(2).getByRole('textbox', { name: /^Unit price/ });
    await chain.fill('79.5');
    await page.keyboard.press('Tab');
    await rows.last().getByRole('combobox').focus();
    await expect.poll(async () => (await api.get(`/prices?price_list=${list.id}&sort=minimum_quantity&product=${wares['ML-24']!.id}`)).items[0].unit_price).toBe(79.5);

    await page.getByRole('button', { name: 'Remove the price of Fender, cylindrical' }).click();
    await expect(rows).toHaveCount(4);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows).toHaveCount(5);
    expect((await api.get(`/prices/find?product=${wares['ML-24']!.id}&currency=SGD&quantity=12`)).unit_price).toBe('86');

    await page.setViewportSize(PHONE);
    await look('price-list-phone');
});

test('a price that the list has already is refused in its row, and what was typed stays', async ({ page, api, look }) => {
    const wares = await makeWares(api);
    const list = await api.create('price_lists', { name: 'Chandlers', currency: 'SGD' });
    await api.create('prices', { price_list: list.id, product: wares['AC-12']!.id, minimum_quantity: '10', unit_price: '21' });
    await page.goto(`/price_lists/${list.id}`);
    const row = page.getByRole('table').getByRole('row').last();
    await row.getByRole('combobox').fill('Anchor chain');
    await page.getByRole('option', { name: /^Anchor chain/ }).click();
    await row.getByRole('textbox', { name: /^From quantity/ }).fill('10');
    await row.getByRole('textbox', { name: /^Unit price/ }).fill('20');
    await page.keyboard.press('Enter');
    await expect(row.getByText('The list has a price of this product from this quantity and day on already.')).toBeVisible();
    await expect(row.getByRole('textbox', { name: /^Unit price/ })).toHaveValue('20');
    await look('price-list-refused');
    await page.keyboard.press('Escape');
    await expect(row.getByRole('textbox', { name: /^Unit price/ })).toHaveValue('');

    await page.goto(`/products/${wares['AC-12']!.id}`);
    await page.getByRole('tab', { name: 'Prices' }).click();
    await expect(page.getByRole('link', { name: 'Chandlers' })).toBeVisible();
    await look('product-prices');
});

test('finance makes the tax codes of Singapore and sets limits and what stands on documents', async ({ page, api, look }) => {
    for (const code of (await api.get('/tax_codes?limit=50')).items as Json[]) await api.post(`/tax_codes/${code.id}/archive`);
    await page.goto('/settings');
    await page.getByRole('link', { name: /^Tax, limits and documents/ }).click();
    await page.getByRole('button', { name: 'Make the tax codes for Singapore GST' }).click();
    await expect(page.getByRole('link', { name: 'GST, zero-rated' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Usual tax code' })).toHaveValue('GST, standard-rated');
    await page.getByRole('radio', { name: 'For each line' }).check();
    await page.getByRole('textbox', { name: 'Discount of a quote' }).fill('110');
    await page.getByRole('textbox', { name: 'Credit note' }).fill('1,500');
    await page.getByRole('textbox', { name: 'Your address' }).fill('7 Keppel Bay\nSingapore 098640');
    await page.getByRole('textbox', { name: 'Tax registration number' }).fill('M2-0012345-6');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('This is no limit.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Your address' })).toHaveValue('7 Keppel Bay\nSingapore 098640');
    await page.getByRole('textbox', { name: 'Discount of a quote' }).fill('12.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Trade settings saved')).toBeVisible();
    expect(await api.get('/trade-settings')).toMatchObject({ tax_per_line: true, discount_limit: '12.5', credit_note_limit: '1500.00', write_off_limit: null, tax_registration: 'M2-0012345-6' });
    await look('trade-settings');
    await page.setViewportSize(PHONE);
    await look('trade-settings-phone');
});

test('a product is described with kind, unit, tax and stock; sellers see no cost', async ({ page, api, browser, program, look }) => {
    const product = await api.create('products', { name: 'Winch, electric', code: 'WE-1', price: '1450.00', currency: 'SGD', unit: 'piece', cost: '980.00', stocked: true, reorder_level: '4', cost_method: 'fifo' });
    await page.goto(`/products/${product.id}`);
    await expect(page.getByText('First in, first out')).toBeVisible();
    await expect(page.getByText('980.00')).toBeVisible();
    await look('product');
    await page.keyboard.press('e');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Reorder level' }).fill('6.5');
    await look('product-form');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('6.5')).toBeVisible();

    const rita = await makePerson(program, 'Rita Rep', 'representative');
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const seller = await signInAs(context, program.origin, rita.email, PASSWORD);
    await seller.goto(`${program.origin}/products/${product.id}`);
    await expect(seller.getByText('First in, first out')).toBeVisible();
    await expect(seller.getByText('980.00')).toHaveCount(0);
    await context.close();
});

test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN', timezoneId: 'Asia/Singapore' });

    test('prices and what trade is set to', async ({ page, api, look }) => {
        const wares = await makeWares(api);
        const list = await api.create('price_lists', { name: '船具商 2026', currency: 'SGD', audience: 'accounts' });
        await api.create('prices', { price_list: list.id, product: wares['FC-2']!.id, minimum_quantity: '5', unit_price: '131.25', valid_from: '2026-01-01' });
        await page.goto('/settings/trade');
        await look('trade-settings-zh');
        await page.goto(`/price_lists/${list.id}`);
        await expect(page.getByRole('textbox', { name: /^单价/ }).first()).toHaveValue('131.25');
        await look('price-list-zh');
    });
});
