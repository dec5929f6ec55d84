import type { Api, Json } from './support/api.js';
import { PHONE, expect, test } from './support/test.js';

test.use({ accounts: 0 });

/** Names are told apart by a word, so that tests of one worker do not meet each other's records. */
async function makePair(api: Api, word: string): Promise<[Json, Json]> {
    const first = await api.create('accounts', { name: `${word} Logistics GmbH`, website: `https://${word.toLowerCase()}.example`, industry: 'transport', billing_city: 'Norwick' });
    const second = await api.create('accounts', { name: `${word} Logistic Ltd`, website: `https://www.${word.toLowerCase()}.example`, industry: 'logistics', phone: '+49 30 1234567' });
    return [first, second];
}

test('who is there already is named while a new account is typed, and it can be saved all the same', async ({ page, api, look }) => {
    const existing = await api.create('accounts', { name: 'Kelvingrove Optics GmbH' });
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    const panel = page.getByRole('dialog', { name: 'New account' });
    await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Kelvingrove Optcs');
    const hint = panel.getByRole('status').filter({ hasText: 'Looks like' });
    await expect(hint.getByRole('link', { name: 'Kelvingrove Optics GmbH' })).toHaveAttribute('href', `/accounts/${existing.id}`);
    await expect(hint).toContainText('similar name');
    await look('duplicate-hint');
    await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Zanzibar Weaving');
    await expect(hint).toHaveCount(0);
    await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Kelvingrove Optics');
    await expect(hint).toBeVisible();
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(panel).toBeHidden();
});

test('a pair is merged by keyboard with a choice per field, and taken apart again', async ({ page, api, look }) => {
    const [first, second] = await makePair(api, 'Marrowby');
    const task = await api.create('tasks', { subject: 'Call Marrowby', account: first.id });
    await makePair(api, 'Tolvane');
    await page.goto('/accounts');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Duplicates' }).click();
    const pairs = page.getByRole('list', { name: 'Duplicates' });
    const mine = pairs.getByRole('listitem').filter({ hasText: 'Marrowby Logistics GmbH' });
    await expect(mine).toBeVisible();
    await mine.getByRole('button', { name: /Marrowby Logistics GmbH/ }).click();
    await expect(mine.getByRole('radio', { name: /^Keep Marrowby Logistic Ltd/ })).toBeVisible();
    await look('duplicates');
    await page.keyboard.press('ArrowRight');
    await expect(mine.getByRole('radio', { name: /^Keep Marrowby Logistic Ltd/ })).toBeChecked();
    await page.keyboard.press('ArrowLeft');
    await expect(mine.getByRole('radio', { name: /^Keep Marrowby Logistics GmbH/ })).toBeChecked();
    await expect(mine.getByRole('radio', { name: 'Phone of Marrowby Logistic Ltd' })).toBeChecked();
    await mine.getByRole('radio', { name: 'Industry of Marrowby Logistic Ltd' }).check();
    await page.keyboard.press('m');
    await expect(page.getByText('Merged into Marrowby Logistics GmbH')).toBeVisible();
    await expect(mine).toHaveCount(0);
    expect(await api.get(`/accounts/${first.id}`)).toMatchObject({ industry: 'logistics', phone: '+49 30 1234567', billing_city: 'Norwick' });
    expect(await api.get(`/accounts/${second.id}`)).toMatchObject({ merged_into: { id: first.id } });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(mine).toBeVisible();
    expect(await api.get(`/accounts/${first.id}`)).toMatchObject({ industry: 'transport', phone: null });
    expect(await api.get(`/tasks/${task.id}`)).toMatchObject({ account: { id: first.id } });
});

test('what is no duplicate leaves the list and can come back', async ({ page, api }) => {
    await makePair(api, 'Quenby');
    await page.goto('/duplicates');
    const pairs = page.getByRole('list', { name: 'Duplicates' });
    const mine = pairs.getByRole('listitem').filter({ hasText: 'Quenby' });
    await expect(pairs.getByRole('listitem').first()).toHaveAttribute('data-active', 'true');
    while ((await mine.getAttribute('data-active')) === null) {
        const before = await pairs.getByRole('listitem').evaluateAll((items) => items.findIndex((one) => one.hasAttribute('data-active')));
        await page.keyboard.press('j');
        await expect(pairs.getByRole('listitem').nth(before + 1)).toHaveAttribute('data-active', 'true');
    }
    await page.keyboard.press('x');
    await expect(mine).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(mine).toBeVisible();

    await mine.getByRole('button', { name: 'Not a duplicate' }).click();
    await expect(mine).toHaveCount(0);
    await page.getByRole('switch', { name: 'Kept apart' }).check({ force: true });
    await expect(mine).toBeVisible();
    await mine.getByRole('button', { name: 'Likely the same after all' }).click();
    await expect(page.getByText('Nothing was kept apart')).toBeVisible();
    await page.getByRole('switch', { name: 'Kept apart' }).uncheck({ force: true });
    await expect(mine).toBeVisible();
});

test('a record is merged with one that is found by name; its old address leads to what it became', async ({ page, api, look }) => {
    const one = await api.create('contacts', { name: 'Odalys Brandt', email: 'odalys@brandt.example' });
    const other = await api.create('contacts', { name: 'Odalis Brand', phone: '+49 30 7654321', title: 'Buyer' });
    await page.goto(`/contacts/${one.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Merge with…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge Odalys Brandt' });
    await dialog.getByRole('combobox', { name: 'Other contact' }).fill('Odalis');
    await page.getByRole('option', { name: /Odalis Brand/ }).click();
    await dialog.getByRole('radio', { name: /^Keep Odalys Brandt/ }).check();
    await look('merge-with');
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(page.getByText('Merged into Odalys Brandt')).toBeVisible();
    await expect(page.getByRole('region', { name: 'History' })).toContainText('merged Odalis Brand into this');
    await page.goto(`/contacts/${other.id}`);
    await expect(page).toHaveURL(new RegExp(`/contacts/${one.id}$`));
    await expect(page.getByText('Odalis Brand became a part of this record')).toBeVisible();

    await api.change('contacts', one.id, { title: 'Head of Purchasing' });
    await page.getByRole('button', { name: 'Undo the merge' }).click();
    const question = page.getByRole('alert').filter({ hasText: 'Contact “Odalys Brandt” was changed since.' });
    await question.getByRole('button', { name: 'Undo all else' }).click();
    await expect(page.getByText('They are two records again')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo the merge' })).toHaveCount(0);
    expect(await api.get(`/contacts/${one.id}`)).toMatchObject({ title: 'Head of Purchasing', phone: null });
    expect(await api.get(`/contacts/${other.id}`)).toMatchObject({ archived_at: null, phone: '+49 30 7654321' });
});

test('somebody changes one of the two meanwhile: nothing is merged unseen', async ({ page, api }) => {
    const [first] = await makePair(api, 'Rusholme');
    await page.goto('/duplicates');
    const mine = page.getByRole('listitem').filter({ hasText: 'Rusholme Logistics GmbH' });
    await mine.getByRole('button', { name: /Rusholme/ }).first().click();
    await expect(mine.getByRole('button', { name: 'Merge', exact: true })).toBeVisible();
    await page.route('**/api/v1/events**', (route) => route.abort());
    await page.route('**/api/v1/duplicates?**', (route) => route.abort());
    await api.change('accounts', first.id, { description: 'Changed by somebody else' });
    await mine.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: /changed/i })).toBeVisible();
    expect(await api.get(`/accounts/${first.id}`)).toMatchObject({ archived_at: null });
});

test('on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    await makePair(api, 'Yarrowden');
    await page.goto('/duplicates');
    const mine = page.getByRole('listitem').filter({ hasText: 'Yarrowden Logistics GmbH' });
    await mine.getByRole('button', { name: /Yarrowden/ }).first().click();
    await expect(mine.getByRole('button', { name: 'Merge', exact: true })).toBeVisible();
    await look('duplicates-phone');
});

test('everything is looked through on demand', async ({ page, look }) => {
    await page.goto('/duplicates?type=contact&mine=true');
    await page.getByRole('button', { name: 'Look through everything' }).first().click();
    await expect(page.getByText('Everything was looked through')).toBeVisible();
    await page.goto('/duplicates?type=contact');
    await expect(page.getByRole('heading', { name: 'Duplicates', level: 1 })).toBeVisible();
    await look('duplicates-contacts');
});
