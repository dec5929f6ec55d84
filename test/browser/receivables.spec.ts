/** Money in the browser: a payment with its discount, what is owed by age, what bounces, a write-off that somebody else
 * approves, a customer's statement. */
import { PHONE, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';
import { openBooks } from './support/books.js';

// Books of its own: the ageing is held against the ledger, where other tests post by hand.
test.use({ accounts: 15 });

/** A customer with invoices over so many services of 100.00 and 9 % of tax, on these dates. */
async function customerWith(api: Api, name: string, bills: [string, number][]): Promise<{ account: Json; invoices: Json[] }> {
    await openBooks(api);
    const account = await api.create('accounts', { name, currency: 'SGD', payment_terms: '2_10_net_30' });
    const product = await api.create('products', { name: `Fitting for ${name}`, kind: 'service', price: '100.00', currency: 'SGD' });
    const invoices = [];
    for (const [date, quantity] of bills) {
        const order = await api.post('/orders', { account: account.id, date, currency: 'SGD', lines: [{ product: product.id, quantity: String(quantity) }] });
        invoices.push((await api.post(`/orders/${order.record.id}/deliver`, { date, invoice: true })).invoice);
    }
    return { account, invoices };
}

test('a payment takes its discount and settles its invoice', async ({ page, api, look }) => {
    const { account, invoices } = await customerWith(api, 'Harbour Cranes', [['2026-01-12', 10]]);
    await page.goto('/receivables?date=2026-01-31');
    await page.getByRole('button', { name: 'Record a payment' }).click();
    await page.getByRole('textbox', { name: 'Customer' }).or(page.getByRole('combobox', { name: 'Customer' })).fill('Harbour');
    await page.getByRole('option', { name: 'Harbour Cranes' }).click();
    await page.getByLabel('Date', { exact: true }).last().fill('2026-01-22');
    await page.getByRole('checkbox', { name: invoices[0]!.number }).check();
    await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('1068.20');
    await look('receivables-payment-form');
    await page.getByRole('textbox', { name: `Discount of ${invoices[0]!.number}` }).fill('30.00');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(page.getByText('This is more than the discount that was offered.')).toBeVisible();
    await page.getByRole('textbox', { name: `Discount of ${invoices[0]!.number}` }).fill('21.80');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^PY-2026-/ })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(invoices[0]!.number) })).toContainText('21.80');
    await look('receivables-payment');
    await page.getByRole('button', { name: 'Take back', exact: true }).first().click();
    await page.getByRole('textbox', { name: 'Why?' }).fill('The cheque bounced');
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText(/^Taken back on/)).toBeVisible();
    const { record } = await api.get(`/invoices/${invoices[0]!.id}/document`);
    expect(record).toMatchObject({ status: 'open', open: '1090.00', account: { id: account.id } });
});

test('a figure of the ageing opens its invoices, and a customer its statement', async ({ page, api, look }) => {
    const { account } = await customerWith(api, 'Breakwater Supplies', [['2026-01-05', 2], ['2026-03-01', 3], ['2026-04-10', 1]]);
    await api.post('/payments', { account: account.id, date: '2026-03-05', amount: '150.00', automatic: true });
    await api.post('/payments', { account: account.id, date: '2026-04-20', amount: '20.00' });
    await page.goto('/receivables?date=2026-04-30');
    const row = page.getByRole('row', { name: /^Breakwater Supplies/ });
    await expect(row).toContainText('68.00');
    await expect(row).toContainText('327.00');
    await expect(page.getByText('The receivable account of the ledger says the same.')).toBeVisible();
    await look('receivables-ageing');
    await row.getByRole('link', { name: '327.00' }).click();
    await expect(page.getByRole('row', { name: /Breakwater Supplies/ })).toHaveCount(1);
    await look('receivables-open');
    await page.getByRole('link', { name: 'Back to the ageing' }).click();
    await page.getByRole('row', { name: /^Breakwater Supplies/ }).getByRole('link', { name: 'Breakwater Supplies' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Statement of account' })).toBeVisible();
    await page.getByLabel('From').fill('2026-01-01');
    await page.getByLabel('To', { exact: true }).fill('2026-04-30');
    await expect(page.getByRole('row', { name: /^Closing balance/ })).toContainText('484.00');
    await look('receivables-statement');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
});

test('the sales ledger, the day book, days to pay and the GST return', async ({ page, api, look }) => {
    const { account } = await customerWith(api, 'Lighthouse Optics', [['2026-02-02', 4]]);
    await api.post('/payments', { account: account.id, date: '2026-03-14', amount: '436.00', automatic: true });
    const time = 'from=2026-02-01&to=2026-03-31';
    await page.goto(`/receivables?view=ledger&${time}`);
    await expect(page.getByRole('row', { name: /^Lighthouse Optics/ })).toContainText('436.00');
    await look('receivables-ledger');
    await page.goto(`/receivables?view=daybook&${time}`);
    await expect(page.getByRole('row', { name: /Lighthouse Optics/ })).toContainText('400.00');
    await look('receivables-day-book');
    await page.goto(`/receivables?view=tax&${time}`);
    await expect(page.getByText('Invoices less credit notes and discounts taken come to the same output tax.')).toBeVisible();
    await look('receivables-tax-return');
    await page.goto(`/receivables?view=collection&${time}`);
    await expect(page.getByRole('row', { name: /^Days sales outstanding/ })).toBeVisible();
    await look('receivables-collection');
});

test('a write-off above the limit waits for somebody else', async ({ page, api, look }) => {
    const { invoices } = await customerWith(api, 'Pontoon Hire', [['2026-01-15', 5]]);
    await api.patch('/trade-settings', { write_off_limit: '10.00' });
    await api.post(`/invoices/${invoices[0]!.id}/write-off`, { reason: 'Bankrupt' });
    await page.goto('/receivables?view=approvals');
    await expect(page.getByRole('listitem').filter({ hasText: 'Bankrupt' })).toContainText('Waits');
    await look('receivables-approvals');
    await api.patch('/trade-settings', { write_off_limit: null });
});

test('on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    const { account } = await customerWith(api, 'Mooring Lines', [['2026-01-15', 5]]);
    await page.goto('/receivables?date=2026-04-30');
    await expect(page.getByRole('row', { name: /^Mooring Lines/ })).toBeVisible();
    await look('receivables-ageing-phone');
    await page.goto(`/receivables/statement?customer=${account.id}&from=2026-01-01&to=2026-04-30`);
    await expect(page.getByRole('row', { name: /^Closing balance/ })).toContainText('545.00');
    await look('receivables-statement-phone');
});
