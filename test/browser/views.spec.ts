/** What a screen shows is kept under a name, for oneself or for others. */
import { makeCustomer, makeDeal } from './support/customer.js';
import { PASSWORD, makePerson } from './support/people.js';
import { PHONE, expect, signInAs, test } from './support/test.js';

test('a list is saved as a view, changed, kept, begun with, and deleted with the way back', async ({ page, look }) => {
    await page.goto('/accounts?tier=key&sort=-name');
    await expect(page.getByRole('grid', { name: 'Accounts' })).toBeVisible();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a view…' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('My key accounts');
    await look('view-dialog');
    await dialog.getByRole('checkbox', { name: 'Begin with this view' }).check();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'View: My key accounts' })).toBeVisible();

    await page.goto('/contacts');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Accounts', exact: true }).click();
    await expect(page.getByRole('button', { name: 'View: My key accounts', exact: true })).toBeVisible();
    await expect(page).toHaveURL(/tier=key/);
    await page.goto(`${page.url().replace('tier=key', 'tier=standard')}`);
    await page.getByRole('button', { name: 'View: My key accounts, changed' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look('views-menu');
    await page.getByRole('menuitem', { name: 'Discard changes' }).click();
    await expect(page).toHaveURL(/tier=key/);
    await page.goto(`${page.url().replace('tier=key', 'tier=strategic')}`);
    await page.getByRole('button', { name: 'View: My key accounts, changed' }).click();
    await page.getByRole('menuitem', { name: 'Save changes to My key accounts' }).click();
    await expect(page.getByText('My key accounts saved')).toBeVisible();

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('delete the view');
    await page.keyboard.press('Enter');
    await expect(page.getByText('My key accounts deleted')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'View: My key accounts', exact: true })).toBeVisible();
});

test('a view of the pipeline that is shared with everyone is used by somebody else, from the palette too', async ({ page, api, browser, program, look }) => {
    const customer = await makeCustomer(api);
    await makeDeal(api, customer, 'Shared winches', 'Engaging');
    await page.goto('/pipeline?layout=list&q=Shared');
    await expect(page.getByText('Shared winches').first()).toBeVisible();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a view…' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Winches in a list');
    await dialog.getByRole('radio', { name: 'Everyone' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'View: Winches in a list' })).toBeVisible();
    await look('pipeline-view');

    const otto = await makePerson(program, 'Otto Other', 'representative');
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, baseURL: program.origin });
    const his = await signInAs(context, program.origin, otto.email, PASSWORD);
    await his.keyboard.press('Control+k');
    await expect(his.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
    await his.keyboard.type('winches in');
    await his.getByRole('option', { name: 'Pipeline: Winches in a list' }).click();
    await expect(his).toHaveURL(/layout=list/);
    await his.getByRole('button', { name: 'View: Winches in a list' }).click();
    await expect(his.getByRole('menuitem', { name: /Winches in a list · Ada Byron/ })).toBeVisible();
    await expect(his.getByRole('menuitem', { name: 'Delete the view' })).toHaveCount(0);
    await context.close();
});

test('a view brings its columns, and on a phone the chooser stays in reach', async ({ page, api, look }) => {
    const { id } = await api.create('views', { screen: 'accounts', name: 'With phones', state: 'columns=name,phone&sort=name' });
    await page.goto(`/accounts?columns=name,phone&sort=name&view=${id}`);
    const grid = page.getByRole('grid', { name: 'Accounts' });
    await expect(grid.getByRole('columnheader', { name: 'Phone' })).toBeVisible();
    await expect(grid.getByRole('columnheader', { name: 'Industry' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'View: With phones', exact: true })).toBeVisible();
    await page.setViewportSize(PHONE);
    await expect(page.getByRole('button', { name: 'View: With phones', exact: true })).toBeVisible();
    await look('views-phone');
});
