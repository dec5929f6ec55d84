/** The books in the browser: opened, an entry posted and taken back, statements opened down to it, a month closed. */
import { PHONE, expect, test } from './support/test.js';
import type { Api, Json } from './support/api.js';

async function openBooks(api: Api): Promise<Record<string, number>> {
    if (!(await api.get('/ledger')).open) await api.post('/ledger', { chart: 'singapore', currency: 'SGD', year_begins: 1, first_month: '2025-01' });
    const { items } = await api.get('/ledger_accounts?limit=100');
    return Object.fromEntries((items as Json[]).map(({ code, id }) => [code, id]));
}

/** A credit sale with GST to a customer of that name. */
async function sell(api: Api, name: string, date: string): Promise<Json> {
    const chart = await openBooks(api);
    const customer = await api.create('accounts', { name });
    const about = { customer: customer.id };
    const { entry } = await api.post('/ledger/entries', {
        date,
        description: 'Twelve fenders',
        lines: [
            { ledger_account: chart['1100'], debit: '1090.00', ...about },
            { ledger_account: chart['4010'], credit: '1000.00', ...about },
            { ledger_account: chart['2100'], credit: '90.00', ...about },
        ],
    });
    return { entry, customer };
}

test('finance opens the ledger, once', async ({ page, api, look }) => {
    await page.goto('/ledger');
    await expect(page.getByRole('heading', { name: 'The ledger is not open yet' })).toBeVisible();
    await page.getByRole('radio', { name: /^Singapore/ }).check();
    await page.getByLabel('First month').fill('2025-01');
    await look('ledger-opening');
    await page.getByRole('button', { name: 'Open the ledger' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing is posted in this time' })).toBeVisible();
    await expect(page.getByText('Amounts in SGD')).toBeVisible();
    expect(await api.get('/ledger')).toMatchObject({ open: true, first_month: '2025-01' });
    expect((await api.get('/trade-settings')).default_tax_code).toMatchObject({ title: 'GST, standard-rated' });
    await look('ledger-empty');
});

test('an entry is typed by keyboard, posted once it balances, and taken back', async ({ page, api, look }) => {
    await openBooks(api);
    await page.goto('/journal');
    await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Text' }).fill('Office rent of March');
    const line = (n: number) => page.getByRole('group', { name: `Line ${n}` });
    for (const [n, name, side, amount] of [[1, 'Rent', 'Debit', '2,400.00'], [2, 'Bank', 'Credit', '2400']] as const) {
        await line(n).getByRole('combobox', { name: 'Account' }).fill(name);
        await page.getByRole('option', { name: new RegExp(`^${name}\\s*\\d`) }).click();
        await line(n).getByRole('textbox', { name: side }).fill(amount);
        if (n === 1) await expect(page.getByRole('button', { name: 'Post', exact: true })).toBeDisabled();
    }
    await expect(page.getByText('Debits and credits are equal')).toBeVisible();
    await look('ledger-entry-form');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^JE-\d{4}-\d{4}$/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /6020 ?Rent/ })).toContainText('2,400.00');
    await look('ledger-entry');
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('textbox', { name: 'Why?' }).fill('Paid by the landlord');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^RV-/ })).toBeVisible();
    await expect(page.getByText('Paid by the landlord').first()).toBeVisible();
});

test('what the server refuses is told at its field, and what was typed stays', async ({ page, api }) => {
    await openBooks(api);
    await page.goto('/journal/new');
    await page.getByLabel('Date').fill('2024-12-31');
    await page.getByRole('textbox', { name: 'Text' }).fill('Too early');
    for (const n of [1, 2]) {
        await page.getByRole('group', { name: `Line ${n}` }).getByRole('combobox', { name: 'Account' }).fill('Cash');
        await page.getByRole('option', { name: /^Cash\s*\d/ }).click();
        await page.getByRole('group', { name: `Line ${n}` }).getByRole('textbox', { name: n === 1 ? 'Debit' : 'Credit' }).fill('5');
    }
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(page.getByText('The ledger begins with 2025-01.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue('Too early');
});

test('a figure of the income statement opens its lines, and a line its entry', async ({ page, api, look }) => {
    const { customer } = await sell(api, 'Breakwater Supplies', '2025-05-20');
    await page.goto('/ledger?from=2025-05-01&to=2025-05-31');
    await expect(page.getByRole('row', { name: /^Net sales/ })).toContainText('1,000.00');
    await look('ledger-income');
    await page.getByRole('row', { name: /4010/ }).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Credit sales' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Breakwater Supplies' })).toBeVisible();
    await look('ledger-lines');
    await page.getByRole('link', { name: /^JE-/ }).click();
    await expect(page.getByText('Twelve fenders')).toBeVisible();
    await page.goto('/ledger?statement=sales&from=2025-05-01&to=2025-05-31');
    await expect(page.getByRole('row', { name: /Breakwater Supplies/ })).toContainText('1,000.00');
    await look('ledger-sales');
    await page.goto('/ledger?statement=balance&to=2025-05-31');
    await expect(page.getByRole('row', { name: /^Assets/ })).toContainText('1,090.00');
    await expect(page.getByRole('row', { name: /^Liabilities and equity/ })).toContainText('1,090.00');
    await look('ledger-balance-sheet');
    await page.goto('/ledger?statement=trial&to=2025-05-31');
    await expect(page.getByRole('row', { name: /^Sum/ })).toContainText('1,090.00');
    await page.goto(`/ledger/lines?customer=${customer.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Breakwater Supplies' })).toBeVisible();
    await expect(page.getByRole('row', { name: /JE-/ })).toHaveCount(3);
    await page.goto(`/accounts/${customer.id}`);
    await expect(page.getByText('Receivable', { exact: true })).toBeVisible();
    await page.getByRole('table', { name: 'Net sales by year' }).getByRole('link').click();
    await expect(page).toHaveURL(/ledger\/lines\?.*customer=/);
});

test('a month is closed, and the books are proved', async ({ page, api, look }) => {
    await sell(api, 'Lighthouse Optics', '2025-02-10');
    await page.goto('/closing');
    await page.getByRole('combobox', { name: 'February 2025: state' }).click();
    await page.getByRole('option', { name: /^Closed, finance/ }).click();
    await expect(page.getByText('February 2025 is changed.')).toBeVisible();
    expect((await api.get('/ledger')).months).toContainEqual({ month: '2025-02', status: 'soft' });
    await page.getByRole('button', { name: 'Prove the books' }).click();
    await expect(page.getByText(/entries, none altered/)).toBeVisible();
    await look('ledger-closing');
});

test('on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    await sell(api, 'Pontoon Hire', '2025-06-10');
    await page.goto('/ledger?from=2025-06-01&to=2025-06-30');
    await expect(page.getByRole('row', { name: /^Net sales/ })).toContainText('1,000.00');
    await look('ledger-income-phone');
    await page.goto('/journal/new');
    await expect(page.getByRole('button', { name: 'Post', exact: true })).toBeVisible();
    await look('ledger-entry-form-phone');
    await page.goto('/journal');
    await expect(page.getByRole('link', { name: /^JE-/ }).first()).toBeVisible();
    await look('ledger-journal-phone');
});
