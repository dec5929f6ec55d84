import { readFileSync } from 'node:fs';
import { PHONE, expect, test } from './support/test.js';

test('accounts are narrowed, ordered and opened with the mouse, and the address keeps it all', async ({ page, api, look }) => {
    await page.goto('/accounts');
    await expect(page).toHaveURL(/\/accounts$/);
    const grid = page.getByRole('grid', { name: 'Accounts' });
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    await look('accounts');

    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await expect(page).toHaveURL(/sort=name/);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await expect(page).toHaveURL(/sort=-name/);
    const last = (await api.get('/accounts?sort=-name&limit=1')).items[0];
    await expect(grid.getByRole('row').nth(1)).toContainText(last.name);

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Which field' }).fill('stat');
    await page.getByRole('option', { name: 'Status' }).click();
    await page.getByRole('checkbox', { name: 'Customer', exact: true }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/status=customer/);
    const customers = (await api.get('/accounts/summary?status=customer')).total[0].count;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Accounts${customers}`);
    await expect(page.getByRole('button', { name: 'Status Customer' })).toBeVisible();
    await look('accounts-filtered');

    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Accounts${customers}`);
    const first = grid.getByRole('row').nth(1);
    const name = await first.getByRole('link').first().textContent();
    await first.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Status Customer' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/status/);
});

test('a list is worked by keyboard alone', async ({ page, api }) => {
    await page.goto('/products');
    const rows = page.getByRole('grid', { name: 'Products' }).getByRole('row');
    await expect(rows.nth(1).getByRole('link')).toBeVisible();
    const names: string[] = (await api.get('/products')).items.map((product: { name: string }) => product.name);

    await page.keyboard.press('j');
    await expect(rows.nth(2)).toBeFocused();
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(3)).toBeFocused();

    await page.keyboard.press('e');
    await expect(page.getByRole('dialog', { name: names[2] })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: 'Filter Products by text' })).toBeFocused();
    await page.keyboard.type(names[1]!.split(' ')[0]!);
    await expect(page).toHaveURL(/q=/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: 'New product' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await rows.nth(1).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/products\/\d+$/);
});

test('a long list is read page by page as it is scrolled, and only the rows in sight exist', async ({ page, api }) => {
    await page.goto('/interactions');
    const grid = page.getByRole('grid', { name: 'Interactions' });
    const total = (await api.get('/interactions/summary')).total[0].count;
    await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    await expect.poll(async () => {
        await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return grid.locator(`[aria-rowindex="${total + 1}"]`).count();
    }).toBe(1);
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
});

test('money columns are summed per currency below the list', async ({ page, api, look }) => {
    await page.goto('/opportunities?outcome=won');
    const [sum] = (await api.get('/opportunities/summary?outcome=won&sum=amount')).total[0].sum.amount;
    const shown = new Intl.NumberFormat('en-GB', { style: 'currency', currency: sum.currency }).format(sum.value);
    await expect(page.getByRole('group', { name: 'Totals' })).toContainText(shown);
    await look('opportunities');
});

test('columns are chosen and stay chosen', async ({ page }) => {
    await page.goto('/contacts');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Created', exact: true }).check();
    await page.getByRole('checkbox', { name: 'E-mail' }).uncheck();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'E-mail' })).toHaveCount(0);
});

test('the export holds what the list shows: its filters and its columns', async ({ page, api }) => {
    await page.goto('/accounts?status=customer');
    await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('row').nth(1)).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as CSV' }).click()]);
    expect(download.suggestedFilename()).toBe('accounts.csv');
    const lines = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
    expect(lines[0]).toMatch(/^id,name,/);
    expect(lines.length - 1).toBe((await api.get('/accounts/summary?status=customer')).total[0].count);
});

test('a filter on people finds them by name, and a range on amounts is one filter', async ({ page, api }) => {
    const owner = (await api.find('opportunities', { 'owner.null': 'false' })).owner;
    await page.goto('/opportunities');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('option', { name: 'Owner' }).click();
    await page.getByRole('combobox', { name: 'Owner' }).fill(owner.title);
    await page.getByRole('option', { name: owner.title }).first().click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('button', { name: `Owner ${owner.title}` })).toBeVisible();

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('option', { name: 'Amount', exact: true }).click();
    await page.getByLabel('From').fill('1,000');
    await page.getByLabel('To', { exact: true }).fill('900000');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/amount\.gte=1000&amount\.lte=900000/);
    await expect(page.getByRole('button', { name: /^Amount ≥ 1,000, ≤ 900,000/ })).toBeVisible();
    const count = (await api.get(`/opportunities/summary?owner=${owner.id}&amount.gte=1000&amount.lte=900000`)).total[0].count;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Opportunities${count}`);
    await page.getByRole('button', { name: 'Remove filter Amount' }).click();
    await expect(page).not.toHaveURL(/amount/);
});

test('a list that nothing matches says so and offers the way back', async ({ page, look }) => {
    await page.goto('/accounts?q=zzzzqqqq');
    await expect(page.getByRole('heading', { name: 'No accounts match' })).toBeVisible();
    await look('accounts-none');
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('row').nth(1)).toBeVisible();
});

test('a task is ticked off in its list', async ({ page, api }) => {
    const task = await api.create('tasks', { subject: 'Send the tide tables', due: '2020-01-02' });
    await page.goto('/tasks');
    await page.getByRole('checkbox', { name: 'Done: Send the tide tables' }).click();
    await expect.poll(async () => (await api.get(`/tasks/${task.id}`)).done).toBe(true);
});

test('every list of the catalogue opens', async ({ page, api }) => {
    const { types } = await api.get('/catalogue');
    for (const type of types) {
        await page.goto(`/${type.plural}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${type.label_plural}\\d`));
        await expect(page.getByRole('alert')).toHaveCount(0);
    }
});

test('on a phone, rows are cards and the pages are reached by thumb', async ({ page, look }) => {
    await page.setViewportSize(PHONE);
    await page.goto('/accounts');
    await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('row').nth(1)).toBeVisible();
    await look('accounts-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: 'Leads' })).toBeVisible();
    await look('navigation-phone');
    await page.getByRole('dialog').getByRole('link', { name: 'Leads' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Leads/);
    await page.getByRole('navigation', { name: 'Main' }).last().getByRole('link', { name: 'Tasks' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Tasks/);
});
