/** The whole way of a sale as its salesperson and its accountant walk it: from the call that began the deal to the money in
 * the bank, what the books say at each step, the month closed, and back from a figure of the income statement to the call. */
import { openBooks } from './support/books.js';
import { logCall, makeCustomer, makeDeal } from './support/customer.js';
import { PHONE, type Page, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';

/* Books of its own: what other tests post into earlier months would have to be closed before this one's. */
test.use({ accounts: 20 });

/** A customer who pays two per cent less within ten days, a deal that a call began, and goods and work to sell. */
async function makeSale(api: Api) {
    await openBooks(api);
    const customer = await makeCustomer(api, ['Lee Tan']);
    await api.change('accounts', customer.account.id, { payment_terms: '2_10_net_30', currency: 'SGD' });
    const deal = await makeDeal(api, customer, 'Breakwater lights', 'Negotiation', { currency: 'SGD', amount: '3000.00', contact: customer.people[0]!.id });
    await logCall(api, customer, 'Asked for lights on the breakwater', { opportunity: deal.id });
    const light = await api.create('products', { name: 'Breakwater light', price: '200.00', currency: 'SGD' });
    const fitting = await api.create('products', { name: 'Fitting of breakwater lights', price: '1000.00', currency: 'SGD', kind: 'service' });
    return { customer, deal, light, fitting };
}

/** Net sales of this customer as the income statement tells them, read on its screen in another window. */
async function netSales(page: Page, account: number): Promise<string> {
    const other = await page.context().newPage();
    await other.goto(`/ledger?customer=${account}`);
    const row = other.getByRole('row', { name: /^Net sales/ });
    await expect(row.or(other.getByRole('heading', { name: 'Nothing is posted in this time' }))).toBeVisible();
    const text = (await row.count()) > 0 ? await row.getByRole('cell').last().innerText() : '0.00';
    await other.close();
    return text;
}

async function quote(page: Page, sale: Json): Promise<string> {
    await page.getByRole('button', { name: 'New quote' }).click();
    const line = (n: number) => page.getByRole('group', { name: `Line ${n}`, exact: true });
    for (const [n, product, quantity] of [[1, sale.light, '10'], [2, sale.fitting, '1']] as const) {
        await line(n).getByRole('combobox', { name: 'Product' }).fill(product.name);
        await page.getByRole('option', { name: new RegExp(`^${product.name}`) }).click();
        await expect(line(n).getByRole('textbox', { name: 'Unit price' })).not.toHaveValue('');
        await line(n).getByRole('textbox', { name: 'Quantity' }).fill(quantity);
    }
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^QU-/ })).toBeVisible();
    await page.keyboard.press('s');
    const link = page.getByRole('dialog').getByRole('textbox', { name: 'Link to the page' });
    await expect(link).toBeVisible();
    const address = (await link.textContent())!.trim();
    await page.keyboard.press('Escape');
    return address;
}

const trailOf = (page: Page) => page.getByRole('list', { name: 'Where it comes from and what came of it' });

async function deliver(page: Page, product: Json | null, quantity: string) {
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Deliver', exact: true }).click();
    await dialog.getByRole('checkbox', { name: /^Invoice at once/ }).uncheck();
    if (product !== null) await dialog.getByRole('textbox', { name: `Quantity of ${product.name}` }).fill(quantity);
    await dialog.getByRole('button', { name: 'Deliver', exact: true }).click();
    await expect(dialog).toBeHidden();
}

test('a deal becomes cash, and any cent of the income statement leads back to the call that began it', async ({ page, api, browser, look }) => {
    test.setTimeout(180_000);
    const sale = await makeSale(api);
    const { customer, deal } = sale;
    const id = customer.account.id as number;

    await page.goto(`/accounts/${id}`);
    await page.getByRole('link', { name: 'Breakwater lights' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Breakwater lights' })).toBeVisible();
    const address = await quote(page, sale);
    expect(await netSales(page, id)).toBe('0.00');

    const context = await browser.newContext({ viewport: PHONE, storageState: { cookies: [], origins: [] } });
    const phone = await context.newPage();
    await phone.goto(address);
    await phone.locator('.sign').getByLabel('Your name').fill('Lee Tan');
    await phone.getByRole('button', { name: 'Accept and sign' }).click();
    await expect(phone.getByText('This quote is accepted. Thank you.')).toBeVisible();
    await context.close();

    await page.reload();
    await trailOf(page).getByRole('link', { name: /^SO-/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^SO-/ })).toBeVisible();
    expect((await api.get(`/opportunities/${deal.id}`)).outcome).toBe('won');
    await deliver(page, sale.light, '4');
    const first = await netSales(page, id);
    expect(first).toBe('1,800.00');
    await deliver(page, null, '');
    expect(await netSales(page, id)).toBe('3,000.00');

    await page.getByRole('button', { name: 'Invoice', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Invoice', exact: true }).click();
    await expect(page.getByRole('article', { name: /Invoice SI-/ })).toContainText('3,270.00');
    expect(await netSales(page, id)).toBe('3,000.00');

    await page.getByRole('button', { name: 'Record a payment' }).click();
    const payment = page.getByRole('dialog');
    await expect(payment.getByRole('textbox', { name: 'Amount' }).first()).toHaveValue('3204.60');
    await look('invoice-payment');
    await payment.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(payment).toBeHidden();
    await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible();
    expect(await netSales(page, id)).toBe('2,940.00');
    await page.getByRole('link', { name: customer.name }).first().click();
    await expect(page.getByRole('table', { name: 'Net sales by year' })).toContainText('2,940.00');

    const name = new Date().toLocaleString('en', { month: 'long', year: 'numeric' });
    await page.goto('/closing');
    await page.getByRole('combobox', { name: `${name}: state` }).click();
    await page.getByRole('option', { name: /^Closed, finance/ }).click();
    await expect(page.getByText(`${name} is changed.`)).toBeVisible();

    await page.goto(`/ledger?customer=${id}`);
    await page.getByRole('row', { name: /Credit sales/ }).getByRole('link').click();
    await page.getByRole('link', { name: /^SJ-/ }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: /^SJ-/ })).toBeVisible();
    for (const [link, heading] of [[/^DN-/, /^DN-/], [/^SO-/, /^SO-/], [/^QU-/, /^QU-/], ['Breakwater lights', 'Breakwater lights']] as const) {
        await trailOf(page).getByRole('link', { name: link }).first().click();
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    }
    await look('deal-trail');
    await trailOf(page).getByRole('link', { name: 'Asked for lights on the breakwater' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Asked for lights on the breakwater' })).toBeVisible();
});
