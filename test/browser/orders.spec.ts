/** A sale in the browser, from the deal that was won to the books: delivered in parts, invoiced, taken back, and what the
 * customer's page says at each step. */
import { PHONE, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';
import { logCall, makeCustomer, makeDeal } from './support/customer.js';

async function openBooks(api: Api) {
    if (!(await api.get('/ledger')).open) await api.post('/ledger', { chart: 'singapore', currency: 'SGD', year_begins: 1, first_month: '2025-01' });
    await api.post('/tax-codes/ready', { chart: 'singapore' });
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

test('a deal that was won is ordered, delivered in two parts and invoiced, and net sales follow each step', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const [lamp, crane] = sale.products as [Json, Json];
    const netSales = async () => {
        const { ledger } = await api.get(`/accounts/${sale.account.id}/overview`);
        return ledger?.net_sales[0]?.amount ?? null;
    };
    await page.goto(`/opportunities/${sale.deal.id}`);
    await page.getByRole('button', { name: 'New order' }).click();
    await expect(page.getByRole('combobox', { name: 'Customer', exact: true })).toHaveValue(sale.account.name);
    const line = (n: number) => page.getByRole('group', { name: `Line ${n}`, exact: true });
    for (const [n, product, quantity] of [[1, lamp, '10'], [2, crane, '2']] as const) {
        await line(n).getByRole('combobox', { name: 'Product' }).fill(product.name);
        await page.getByRole('option', { name: new RegExp(`^${product.name}`) }).click();
        await expect(line(n).getByRole('textbox', { name: 'Unit price' })).not.toHaveValue('');
        await line(n).getByRole('textbox', { name: 'Quantity' }).fill(quantity);
    }
    await line(1).getByRole('textbox', { name: 'Discount' }).fill('5');
    await page.getByRole('textbox', { name: 'Freight' }).fill('40');
    await expect(page.getByText('SGD 2,169.10')).toBeVisible();
    await look('order-form');
    await page.getByRole('button', { name: 'Make the order' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^SO-/ })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(lamp.name) })).toContainText('950.00');
    expect(await netSales()).toBeNull();

    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox', { name: `Quantity of ${lamp.name}` })).toHaveValue('10');
    await dialog.getByRole('textbox', { name: `Quantity of ${lamp.name}` }).fill('11');
    await dialog.getByRole('checkbox', { name: /^Invoice at once/ }).uncheck();
    await dialog.getByRole('button', { name: 'Deliver', exact: true }).click();
    await expect(dialog.getByText(/Only 10 of/)).toBeVisible();
    await dialog.getByRole('textbox', { name: `Quantity of ${lamp.name}` }).fill('6');
    await dialog.getByRole('textbox', { name: `Quantity of ${crane.name}` }).fill('0');
    await look('order-deliver');
    await dialog.getByRole('button', { name: 'Deliver', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Deliveries and invoices' }).getByRole('link', { name: /^DN-/ })).toBeVisible();
    expect(await netSales()).toBe('570.00');
    await look('order-page');

    await page.getByRole('button', { name: 'Deliver', exact: true }).click();
    await dialog.getByRole('checkbox', { name: /^Invoice at once/ }).uncheck();
    await dialog.getByRole('button', { name: 'Deliver', exact: true }).click();
    await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Deliveries and invoices' }).getByRole('link', { name: /^DN-/ })).toHaveCount(2);
    expect(await netSales()).toBe('1950.00');

    await page.getByRole('button', { name: 'Invoice', exact: true }).click();
    await expect(dialog.getByRole('radio', { name: 'What was delivered' })).toBeChecked();
    await look('order-invoice');
    await dialog.getByRole('button', { name: 'Invoice', exact: true }).click();
    const sheet = page.getByRole('article', { name: /^Tax Invoice SI-/ });
    await expect(sheet).toContainText('GST registration no. 200012345M');
    await expect(sheet).toContainText('21 Harbour Drive');
    await expect(sheet.getByRole('row', { name: /^Total including GST/ })).toContainText('2,169.10');
    await expect(page.getByRole('list', { name: 'Where it comes from and what came of it' }).getByRole('link', { name: 'Asked for lamps and a crane service' })).toBeVisible();
    await look('invoice');
    expect(await netSales()).toBe('1950.00');

    await page.getByRole('button', { name: 'Credit', exact: true }).click();
    await dialog.getByRole('textbox', { name: `Quantity of ${lamp.name}` }).fill('2');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Cracked glass');
    await look('invoice-credit');
    await dialog.getByRole('button', { name: 'Make the credit note' }).click();
    await expect(page.getByRole('article', { name: /^Credit note CN-/ })).toContainText('207.10');
    expect(await netSales()).toBe('1760.00');
    await look('credit-note');
    await page.goto(`/accounts/${sale.account.id}`);
    await expect(page.getByRole('table', { name: 'Net sales by year' })).toContainText('1,760.00');
});

test('goods come back before they are invoiced', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const { record } = await order(api, sale);
    const { delivery } = await api.post(`/orders/${record.id}/deliver`, {});
    await page.goto(`/deliveries/${delivery.id}`);
    await page.getByRole('button', { name: 'Take goods back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: `Quantity of ${sale.products[0]!.name}` }).fill('3');
    await look('delivery-return');
    await dialog.getByRole('button', { name: 'Take goods back' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^RT-/ })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(sale.products[0]!.name) })).toContainText('3');
    await page.getByRole('link', { name: delivery.number }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: delivery.number })).toBeVisible();
    await look('delivery');
});

test('an order over the credit limit is held until finance releases it, and the rest of one is cancelled', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const first = (await order(api, sale)).record;
    await api.post(`/orders/${first.id}/deliver`, { invoice: true });
    await api.change('accounts', sale.account.id, { credit_limit: '2500.00' });
    const { record } = await order(api, sale);
    await page.goto(`/orders/${record.id}`);
    await expect(page.getByRole('alert').getByText('Held: the customer is over its credit limit')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Open invoices' }).getByRole('link', { name: /^SI-/ })).toBeVisible();
    await look('order-held');
    await page.getByRole('button', { name: 'Release' }).click();
    await expect(page.getByRole('button', { name: 'Deliver', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Cancel what is outstanding' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Ordered twice');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel what is outstanding' }).click();
    await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
});

test('a cash sale is paid and invoiced in one step', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    await page.goto('/orders');
    await expect(page.getByRole('heading', { level: 1, name: /^Orders/ })).toBeVisible();
    await look('orders');
    await page.getByRole('button', { name: 'Cash sale' }).click();
    await page.getByRole('combobox', { name: 'Customer', exact: true }).fill(sale.account.name);
    await page.getByRole('option', { name: new RegExp(`^${sale.account.name}(?!\\d)`) }).click();
    await page.getByRole('combobox', { name: 'Currency' }).selectOption('SGD');
    const line = page.getByRole('group', { name: 'Line 1', exact: true });
    await line.getByRole('combobox', { name: 'Product' }).fill(sale.products[0]!.name);
    await page.getByRole('option', { name: new RegExp(`^${sale.products[0]!.name}`) }).click();
    await expect(line.getByRole('textbox', { name: 'Unit price' })).toHaveValue(/^100/);
    await look('cash-sale');
    await page.getByRole('button', { name: 'Sell and take the money' }).click();
    await expect(page.getByRole('article', { name: /^Tax Invoice SI-/ })).toContainText('109.00');
    await expect(page.getByRole('region', { name: 'Payments and credits' }).getByRole('link', { name: /^PY-/ })).toBeVisible();
});

test('an invoice in another currency tells its totals in that of the books, too', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    await api.request.post('/api/v1/ledger/rates?base=EUR', { headers: { 'X-CSRF-Token': api.csrfToken, 'Content-Type': 'text/csv' }, data: 'Date,USD,SGD\n2026-11-01,1.10,1.43\n' });
    const { record } = await order(api, sale, { currency: 'USD' });
    const { invoice } = await api.post(`/orders/${record.id}/deliver`, { invoice: true });
    await page.goto(`/invoices/${invoice.id}`);
    await expect(page.getByRole('article').getByRole('row', { name: /^Total including GST/ })).toContainText('SGD');
    await look('invoice-foreign');
    const pdf = await page.pdf({ path: 'screenshots/invoice.pdf', format: 'A4', printBackground: true });
    expect(pdf.length).toBeGreaterThan(10_000);
});

test('on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    const sale = await makeSale(api);
    const { record } = await order(api, sale);
    const { delivery, invoice } = await api.post(`/orders/${record.id}/deliver`, { invoice: true });
    for (const [name, path] of [['order', `/orders/${record.id}`], ['delivery', `/deliveries/${delivery.id}`], ['invoice', `/invoices/${invoice.id}`], ['order-form', `/orders/new?opportunity=${sale.deal.id}`]] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (name === 'order-form') await expect(page.getByRole('combobox', { name: 'Customer', exact: true })).toHaveValue(sale.account.name);
        else await expect(page.getByRole('list', { name: 'Where it comes from and what came of it' })).toBeVisible();
        await look(`${name}-phone`);
    }
});

test('what an invoice was credited after it was paid is given to another invoice, and the rest paid back', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    const bill = async () => {
        const { record } = await order(api, sale, { freight: '0', lines: [{ product: sale.products[1]!.id, quantity: '2' }] });
        return (await api.post(`/orders/${record.id}/deliver`, { invoice: true })).invoice;
    };
    const paid = await bill();
    await page.goto(`/accounts/${sale.account.id}`);
    await page.getByRole('button', { name: 'Record a payment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Amount' }).first().fill('1090');
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(dialog).toBeHidden();
    const line = (await api.get(`/invoices/${paid.id}/document`)).lines[0].id;
    const { credit_note } = await api.post(`/invoices/${paid.id}/credit`, { kind: 'allowance', reason: 'Late', lines: [{ line, amount: '900.00' }] });
    const other = await bill();

    await page.goto(`/invoices/${credit_note}`);
    await page.getByRole('button', { name: 'Give to invoices' }).click();
    await dialog.getByRole('textbox', { name: /^Given to/ }).fill('500');
    await look('credit-give');
    await dialog.getByRole('button', { name: 'Give to invoices' }).click();
    await expect(dialog).toBeHidden();
    expect((await api.get(`/invoices/${other.id}`)).open).toBe('590.00');
    await page.getByRole('button', { name: 'Pay back' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Amount' })).toHaveValue('481.00');
    await dialog.getByRole('button', { name: 'Pay back' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^RF-/ })).toBeVisible();
    expect((await api.get(`/invoices/${credit_note}`)).open).toBe('0.00');
});

test('an order is billed by milestones: a share and an amount, each once', async ({ page, api, look }) => {
    const sale = await makeSale(api);
    await page.goto(`/orders/new?opportunity=${sale.deal.id}`);
    await expect(page.getByRole('combobox', { name: 'Customer', exact: true })).toHaveValue(sale.account.name);
    const line = page.getByRole('group', { name: 'Line 1', exact: true });
    await line.getByRole('combobox', { name: 'Product' }).fill(sale.products[1]!.name);
    await page.getByRole('option', { name: new RegExp(`^${sale.products[1]!.name}`) }).click();
    await expect(line.getByRole('textbox', { name: 'Unit price' })).not.toHaveValue('');
    await line.getByRole('textbox', { name: 'Quantity' }).fill('4');
    for (const [n, name, share] of [[1, 'On order', '25%'], [2, 'Crane is up', '600']] as const) {
        await page.getByRole('button', { name: 'Milestone', exact: true }).click();
        const milestone = page.getByRole('group', { name: `Milestone ${n}` });
        await milestone.getByRole('textbox', { name: 'Share or amount' }).fill(share);
        if (n === 1) {
            await page.getByRole('button', { name: 'Make the order' }).click();
            await expect(milestone.getByText('Say what this part is called.')).toBeVisible();
        }
        await milestone.getByRole('textbox', { name: 'What is reached' }).fill(name);
    }
    await look('order-milestones');
    await page.getByRole('button', { name: 'Make the order' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^SO-/ })).toBeVisible();
    const documents = page.getByRole('region', { name: 'Deliveries and invoices' });
    await documents.getByRole('listitem').filter({ hasText: 'On order' }).getByRole('button', { name: 'Invoice' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Invoice', exact: true }).click();
    await expect(page.getByRole('article', { name: /^Tax Invoice SI-/ })).toContainText('500.00');
    await page.setViewportSize(PHONE);
    await page.goto(`/orders/new?account=${sale.account.id}`);
    await page.getByRole('button', { name: 'Milestone', exact: true }).click();
    await look('order-milestones-phone');
});

test('orders of another system are loaded and posted; what is refused is told by its line', async ({ page, api, look }) => {
    await openBooks(api);
    const csv = [
        'Order Number,Order Date,Customer ID,Customer Name,SKU,Description,Qty,Net',
        'OLD-7,2025-06-03,K-7,Old Pier Supplies,OP-1,Pier plank,4,480.00',
        'OLD-8,2019-06-03,K-7,Old Pier Supplies,OP-1,Pier plank,1,120.00',
    ].join('\n');
    await page.goto('/import');
    await page.getByRole('link', { name: 'Orders of another system, posted' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Orders of another system' })).toBeVisible();
    await page.getByRole('switch', { name: 'Paid in full on the due dates' }).check({ force: true });
    await page.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(page.getByText('Orders loaded: 1, lines: 1')).toBeVisible();
    await expect(page.getByRole('row', { name: /OLD-8/ })).toContainText('2025-01');
    await look('orders-import');
    await page.getByRole('link', { name: 'See the orders' }).click();
    await expect(page.getByRole('grid', { name: 'Orders' }).getByText('OLD-7')).toBeVisible();
});
