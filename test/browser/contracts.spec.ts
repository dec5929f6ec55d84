/** Contracts in the browser: one is drafted, begun, billed and changed; recurring revenue tells what moved it. */
import { expect, test } from './support/test.js';
import { openBooks } from './support/books.js';

test('a contract is drafted, begun and billed', async ({ page, api, look }) => {
    await openBooks(api);
    const account = await api.create('accounts', { name: 'Lighthouse Keepers', currency: 'SGD' });
    await page.goto(`/contracts/new?account=${account.id}`);
    await page.getByRole('textbox', { name: 'What it is called' }).fill('Seats of the harbour app');
    await page.getByLabel('Starts on').fill('2026-01-01');
    const line = page.getByRole('group', { name: 'Line 1' });
    await line.getByRole('textbox', { name: 'What is sold' }).fill('Seat');
    await line.getByRole('textbox', { name: 'Quantity' }).fill('10');
    await line.getByRole('textbox', { name: 'Price per month' }).fill('20');
    await look('contract-new');
    await page.getByRole('button', { name: 'Draft the contract' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Seats of the harbour app/ })).toBeVisible();
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await expect(page.getByText('Active', { exact: true })).toBeVisible();
    const { record, lines } = await api.get(`/contracts/${page.url().split('/').at(-1)}/document`);
    await api.post('/contracts/due', { date: '2026-02-10' });
    await api.post(`/contracts/${record.id}/quantity`, { line: lines[0].id, quantity: '12', date: '2026-02-15' });
    await page.reload();
    await expect(page.getByRole('row', { name: /^SI-2026-/ })).toHaveCount(3);
    await look('contract');
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('They build their own');
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await expect(page.getByText(/the contract ends on .* at the earliest/)).toBeVisible();
    await page.goto('/recurring-revenue?from=2026-01&to=2026-03');
    await expect(page.getByRole('row', { name: /^2026-02/ })).toContainText('40.00');
    await look('recurring-revenue');
});
