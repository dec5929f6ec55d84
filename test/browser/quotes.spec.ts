/** Quotes: typed by keyboard, sent as a page that needs no account, discussed, signed; the order and the won deal. */
import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { openBooks } from './support/books.js';
import { makeCustomer, makeDeal } from './support/customer.js';
import { PASSWORD, makePerson } from './support/people.js';
import { PHONE, type Page, expect, signInAs, test } from './support/test.js';

const screenshots = join(import.meta.dirname, 'screenshots');

/** The customer's page is no part of the web app: light, dark and as it is printed. */
async function lookAtSheet(page: Page, name: string) {
    for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: join(screenshots, `${name}-${scheme}.png`), fullPage: true });
        const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(axe.violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })), `${name} in ${scheme}`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
}

test('a deal is quoted by keyboard, sent, and signed by the customer on a phone: the order is made and the deal won', async ({ page, api, browser, look }) => {
    await openBooks(api);
    const customer = await makeCustomer(api, ['Lee Tan']);
    const deal = await makeDeal(api, customer, 'Pontoon refit', 'Proposal', { currency: 'SGD', amount: '9000.00', contact: customer.people[0]!.id });
    await api.create('products', { name: 'Pontoon deck panel', price: '320.00', currency: 'SGD', unit: 'panel', cost: '210.00' });
    await api.create('products', { name: 'Pontoon anchoring', price: '1200.00', currency: 'SGD', kind: 'service' });

    await page.goto(`/opportunities/${deal.id}`);
    await page.getByRole('button', { name: 'New quote' }).click();
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue(customer.name);
    const line = (n: number) => page.getByRole('group', { name: `Line ${n}`, exact: true });
    await line(1).getByRole('combobox', { name: 'Product' }).fill('Pontoon deck');
    await page.getByRole('option', { name: /^Pontoon deck panel/ }).click();
    await expect(line(1).getByRole('textbox', { name: 'Unit price' })).toHaveValue('320');
    await line(1).getByRole('textbox', { name: 'Quantity' }).fill('24');
    await line(1).getByRole('textbox', { name: 'Discount' }).fill('5');
    await line(1).getByRole('textbox', { name: 'What the customer gets' }).fill('Delivered to berth 4, fitted and levelled');
    await line(2).getByRole('combobox', { name: 'Product' }).fill('Pontoon anch');
    await page.getByRole('option', { name: /^Pontoon anchoring/ }).click();
    await expect(line(2).getByRole('textbox', { name: 'Unit price' })).toHaveValue('1200');
    await line(2).getByRole('checkbox', { name: 'Optional' }).check();
    await page.getByRole('textbox', { name: 'Freight' }).fill('150');
    await page.getByRole('textbox', { name: 'Introduction' }).fill('Dear Mr Tan,\nas discussed, here is our offer for the refit.');
    await page.getByRole('textbox', { name: 'Terms' }).fill('Prices hold until the date above.');
    await expect(page.getByText(/Expected margin/)).toContainText('2,256.00');
    await look('quote-editor');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^QU-/ })).toBeVisible();
    await look('quote-draft');

    await page.keyboard.press('s');
    const link = page.getByRole('dialog').getByRole('textbox', { name: 'Link to the page' });
    await expect(link).toBeVisible();
    const address = (await link.textContent())!.trim();
    await look('quote-link');
    await page.keyboard.press('Escape');

    const context = await browser.newContext({ viewport: PHONE, storageState: { cookies: [], origins: [] } });
    const phone = await context.newPage();
    await phone.goto(address);
    await expect(phone.getByRole('heading', { level: 1, name: /^QU-/ })).toBeVisible();
    await lookAtSheet(phone, 'offer-phone');
    await phone.getByRole('region').or(phone.locator('.comments')).getByLabel('Your name').last().fill('Lee Tan');
    await phone.getByLabel('Your question or comment').fill('Can you start in May?');
    await phone.getByRole('button', { name: 'Send the comment' }).click();
    await expect(phone.getByText('Can you start in May?')).toBeVisible();
    await phone.getByRole('checkbox', { name: /Include this option/ }).check();
    await phone.getByRole('button', { name: 'Update the total' }).click();
    await expect(phone.getByRole('row', { name: /^Total/ })).toContainText('9,424.14');
    await phone.locator('.sign').getByLabel('Your name').fill('Lee Tan');
    await phone.getByLabel('Your title (optional)').fill('Head of Purchasing');
    await phone.getByRole('button', { name: 'Accept and sign' }).click();
    await expect(phone.getByText('This quote is accepted. Thank you.')).toBeVisible();
    await lookAtSheet(phone, 'offer-signed');
    await phone.setViewportSize({ width: 1280, height: 900 });
    await lookAtSheet(phone, 'offer-desk');
    await context.close();

    await page.reload();
    await expect(page.getByText('unchanged since')).toBeVisible();
    await expect(page.getByText('Can you start in May?')).toBeVisible();
    await look('quote-accepted');
    await page.setViewportSize(PHONE);
    await look('quote-accepted-phone');
    expect((await api.get(`/opportunities/${deal.id}`)).outcome).toBe('won');
    expect((await api.find('orders', { opportunity: String(deal.id) })).total).toBe('9424.14');
});

test('a discount above the limit waits for a manager; a new version replaces the one before', async ({ page, api, browser, program, look }) => {
    const customer = await makeCustomer(api);
    const product = await api.create('products', { name: 'Berth ladder', price: '500.00', currency: 'SGD' });
    await api.request.patch('/api/v1/trade-settings', { data: { discount_limit: '10' }, headers: { 'X-CSRF-Token': api.csrfToken } });
    const rita = await makePerson(program, 'Rita Quote', 'representative');
    await api.change('accounts', customer.account.id, { owner: rita.id, currency: 'SGD' });
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const seller = await signInAs(context, program.origin, rita.email, PASSWORD);
    await seller.goto(`${program.origin}/accounts/${customer.account.id}`);
    await seller.getByRole('button', { name: 'New quote' }).click();
    await expect(seller.getByRole('combobox', { name: 'Customer' })).toHaveValue(customer.name);
    const line = seller.getByRole('group', { name: 'Line 1', exact: true });
    await line.getByRole('combobox', { name: 'Product' }).fill('Berth');
    await seller.getByRole('option', { name: /^Berth ladder/ }).click();
    await line.getByRole('textbox', { name: 'Discount' }).fill('25');
    await expect(seller.getByText(/above 10% a manager decides/)).toBeVisible();
    await expect(seller.getByText(/Expected margin/)).toHaveCount(0);
    await seller.getByRole('button', { name: 'Save the quote' }).click();
    await seller.getByRole('button', { name: 'Send', exact: true }).first().click();
    await expect(seller.getByText('Waits for approval').first()).toBeVisible();
    const quote = await api.find('quotes', { account: String(customer.account.id) });

    await page.goto(`/quotes/${quote.id}`);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Note for the salesperson' }).fill('For this once');
    await look('quote-approval');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Link to the page' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New version' }).click();
    await page.getByRole('textbox', { name: 'Quantity' }).first().fill('3');
    await page.getByRole('button', { name: 'Save the quote' }).click();
    await expect(page.getByText('Version 2').first()).toBeVisible();
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    expect((await api.get(`/quotes/${quote.id}`)).status).toBe('superseded');
    expect((await api.find('quotes', { account: String(customer.account.id), status: 'sent' })).net).toBe('1125.00');
    expect(product.id).toBeGreaterThan(0);
    await page.goto('/quotes');
    await look('quotes');
    await context.close();
});

test('what is refused keeps what was typed, and says where', async ({ page, api, look }) => {
    const customer = await makeCustomer(api);
    await page.goto(`/quotes/new?account=${customer.account.id}`);
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue(customer.name);
    const line = page.getByRole('group', { name: 'Line 1', exact: true });
    await line.getByRole('textbox', { name: 'Description' }).fill('Survey of the quay');
    await line.getByRole('textbox', { name: 'Unit price' }).fill('900');
    await line.getByRole('textbox', { name: 'Quantity' }).fill('0');
    await page.getByRole('button', { name: 'Save the quote' }).click();
    await expect(line.getByText('Give a quantity above 0.')).toBeVisible();
    await expect(line.getByRole('textbox', { name: 'Description' })).toHaveValue('Survey of the quay');
    await look('quote-refused');
});

test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN', timezoneId: 'Asia/Singapore' });

    test('a quote is read and its page too', async ({ page, api, browser, look }) => {
        const customer = await makeCustomer(api);
        const { record } = await api.create('quotes', { account: customer.account.id, currency: 'SGD', lines: [{ description: '码头勘察', unit_price: '900.00' }, { description: '水下检查', unit_price: '400.00', optional: true, chosen: false }] });
        const { link } = await api.post(`/quotes/${record.id}/send?locale=zh`);
        await page.goto(`/quotes/${record.id}`);
        await look('quote-zh');
        const context = await browser.newContext({ viewport: PHONE, storageState: { cookies: [], origins: [] } });
        const phone = await context.newPage();
        await phone.goto(link);
        await expect(phone.getByRole('button', { name: '接受并签署' })).toBeVisible();
        await lookAtSheet(phone, 'offer-zh');
        await context.close();
    });
});
