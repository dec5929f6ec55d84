/** A sale in the browser, from the deal that was won to the books: delivered in parts, invoiced, taken back, and what the
 * customer's page says at each step. */
import { PHONE, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';
import { logCall, makeCustomer, makeDeal } from './support/customer.js';

async function openBooks(api: Api) {
    if ((await api.get('/ledger')).open) return;
    await api.post('/ledger', { chart: 'singapore', currency: 'SGD', year_begins: 1, first_month: '2025-01' });
    await api.post('/tax-codes/ready', { chart: 'singapore' }).catch(() => undefined);
    await api.request.patch('/api/v1/trade-settings', { headers: { 'X-CSRF-Token': api.csrfToken }, data: { seller_address: '8 Quay Road\nSingapore 049318', tax_registration: '200012345M' } });
}

/** A customer with a deal that was talked about and won, and two products. */
async function makeSale(api: Api): Promise<{ account: Json; deal: Json; products: Json[] }> {
    await openBooks(api);
    const customer = await makeCustomer(api, ['Mei Tan']);
    await api.change('accounts', customer.account.id, { billing_street: '21 Harbour Drive', billing_city: 'Singapore', billing_postal_code: '117610', billing_country: 'SG' });
    const deal = await makeDeal(api, customer, 'Lamps for the north quay', 'Negotiation', { currency: 'SGD', amount: '3000.00' });
    await logCall(api, customer, 'Asked for lamps and a crane service', { opportunity: deal.id });
    const won = await api.find('stages', { outcome: 'won' });
    await api.post(`/opportunities/${deal.id}/move`, { stage: won.id });
    const products = [
        await api.create('products', { name: `Quay lamp ${customer.account.id}`, code: `QL-${customer.account.id}`, price: '100.00', currency: 'SGD' }),
        await api.create('products', { name: `Crane service ${customer.account.id}`, code: `CS-${customer.account.id}`, price: '500.00', currency: 'SGD' }),
    ];
    return { account: customer.account, deal, products };
}

function order(api: Api, { account, deal, products }: Awaited<ReturnType<typeof makeSale>>, values: Json = {}): Promise<Json> {
    const lines = [
        { product: products[0]!.id, quantity: '10', discount_percent: '5' },
        { product: products[1]!.id, quantity: '2' },
    ];
    return api.post('/orders', { account: account.id, opportunity: deal.id, currency: 'SGD', payment_terms: 'net_30', freight: '40.00', lines, ...values });
}

test('the trail leads from a talk to the journal, and the account page says what was bought and is owed', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const { record, lines } = await order(api, sale);
    await api.post(`/orders/${record.id}/deliver`, { invoice: true, lines: [{ line: lines[0].id, quantity: '6' }] });
    await page.goto(`/accounts/${sale.account.id}`);
    const purchases = page.getByRole('region', { name: 'Purchases and receivable' });
    await expect(purchases.getByRole('link', { name: record.number })).toBeVisible();
    await expect(purchases).toContainText(sale.products[0]!.name);
    await purchases.scrollIntoViewIfNeeded();
    await look('account-purchases');
    await page.goto(`/opportunities/${sale.deal.id}`);
    const trail = page.getByRole('list', { name: 'Where it comes from and what came of it' });
    await expect(trail.getByRole('link', { name: record.number })).toBeVisible();
    await trail.scrollIntoViewIfNeeded();
    await look('trail-opportunity');
    await trail.getByRole('link', { name: /^SI-/ }).last().hover();
    const entry = (await api.get(`/ledger/entries?customer=${sale.account.id}`)).items[0];
    await page.goto(`/journal/${entry.id}`);
    await expect(page.getByRole('list', { name: 'Where it comes from and what came of it' }).getByRole('link', { name: 'Lamps for the north quay' })).toBeVisible();
    await look('trail-entry');
    await page.setViewportSize(PHONE);
    await page.goto(`/opportunities/${sale.deal.id}`);
    await trail.scrollIntoViewIfNeeded();
    await look('trail-phone');
});

test('statements are narrowed to one customer, and each figure opens that customer’s lines', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const { record } = await order(api, sale);
    await api.post(`/orders/${record.id}/deliver`, {});
    await page.goto('/ledger');
    await page.getByRole('combobox', { name: 'Of whom or what' }).click();
    await page.getByRole('option', { name: 'Of one customer' }).click();
    await page.getByRole('combobox', { name: 'Customer' }).fill(sale.account.name);
    await page.getByRole('option', { name: new RegExp(`^${sale.account.name}(?!\\d)`) }).click();
    await expect(page).toHaveURL(new RegExp(`customer=${sale.account.id}`));
    await expect(page.getByRole('row', { name: /^Net sales/ })).toContainText('1,950.00');
    await look('ledger-of-a-customer');
    await page.getByRole('row', { name: /Credit sales|Sales on credit|Gross/ }).first().getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`lines.*customer=${sale.account.id}`));
});
