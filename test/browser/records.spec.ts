import { PHONE, expect, signInAs, test } from './support/test.js';

test('three fields are enough to begin an account, saved with one key', async ({ page, api, look }) => {
    await page.goto('/products');
    await page.getByRole('banner').getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    const form = page.getByRole('dialog', { name: 'New account' });
    await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await look('account-form');
    await page.keyboard.type('Harbour Mill');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Customer', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    const account = await api.find('accounts', { name: 'Harbour Mill' });
    expect(account).toMatchObject({ status: 'customer', owner: { title: 'Ada Byron' }, currency: 'USD' });
});

test('all fields stand behind one button, by section, each with the input of its type', async ({ page, api, look }) => {
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    const form = page.getByRole('dialog', { name: 'New account' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Lantern Works');
    await form.getByRole('button', { name: 'All fields' }).click();
    await expect(form.getByRole('heading', { name: 'Billing address' })).toBeVisible();
    await form.getByRole('textbox', { name: 'Annual revenue' }).fill('1,250,000.50');
    await form.getByLabel('Currency of Annual revenue').selectOption('EUR');
    await form.getByRole('combobox', { name: 'Country', exact: true }).fill('Singa');
    await page.getByRole('option', { name: 'Singapore' }).click();
    await form.getByRole('combobox', { name: 'Tags' }).fill('Island');
    await page.getByRole('option', { name: 'Create tag “Island”' }).click();
    const tag = page.getByRole('dialog', { name: 'New tag' });
    await expect(tag.getByRole('textbox', { name: 'Name' })).toHaveValue('Island');
    await tag.getByRole('button', { name: 'Save' }).click();
    await expect(tag).toBeHidden();
    await expect(form.getByText('Island')).toBeVisible();
    await look('account-form-full');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    const account = await api.find('accounts', { name: 'Lantern Works' });
    expect(account).toMatchObject({ annual_revenue: '1250000.50', currency: 'EUR', country: 'SG', tags: [{ title: 'Island' }] });
});

test('a reference is found by a part of its name with the keyboard alone', async ({ page, api }) => {
    await api.create('accounts', { name: 'Quayside Rope' });
    await page.goto('/contacts');
    await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New contact' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Rhea Picker');
    await form.getByRole('combobox', { name: 'Account' }).focus();
    // Without waiting for the answer, as a person who knows the name does.
    await page.keyboard.type('quaysde');
    await page.keyboard.press('Enter');
    await expect(form.getByRole('combobox', { name: 'Account' })).toHaveValue('Quayside Rope');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await api.find('contacts', { name: 'Rhea Picker' })).toMatchObject({ account: { title: 'Quayside Rope' } });
});

test('Enter counts also when the field is left before the answer is there', async ({ page, api }) => {
    await api.create('accounts', { name: 'Slipway Paints' });
    await page.goto('/contacts');
    await page.getByRole('button', { name: 'New contact' }).click();
    const form = page.getByRole('dialog', { name: 'New contact' });
    const account = form.getByRole('combobox', { name: 'Account' });
    let answer = () => {};
    const asked = new Promise<void>((release) => (answer = release));
    await page.route('**/api/v1/search?*', async (route) => {
        await asked;
        await route.continue();
    });
    await account.focus();
    await page.keyboard.type('slipway');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(account).not.toBeFocused();
    await expect(account).toHaveValue('slipway');
    answer();
    await expect(account).toHaveValue('Slipway Paints');
});

test('what is wrong is told at its field, with the focus there, and what was typed stays', async ({ page, api, look }) => {
    await page.goto('/users');
    await page.getByRole('button', { name: 'New user' }).click();
    const form = page.getByRole('dialog', { name: 'New user' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Taken Address');
    await form.getByRole('textbox', { name: 'E-mail' }).fill(api.user.email);
    await page.keyboard.press('Control+Enter');
    const email = form.getByRole('textbox', { name: 'E-mail' });
    await expect(email).toBeFocused();
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByRole('alert')).toHaveText('One field needs your attention.');
    await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Taken Address');
    await look('form-errors');
    await email.fill('free@tideline.example');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
});

test('an unsaved form is not left by accident', async ({ page }) => {
    await page.goto('/leads');
    await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New lead' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Nearly lost');
    await page.keyboard.press('Escape');
    const ask = page.getByRole('dialog', { name: 'Leave what you typed?' });
    await expect(ask.getByRole('button', { name: 'Keep editing' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Nearly lost');
    await page.keyboard.press('Escape');
    await ask.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
});

test('two people change one record: both versions are shown, and each field is decided', async ({ page, api, look }) => {
    const product = await api.create('products', { name: 'Tide gauge', code: 'TG-1', series: 'Harbour' });
    await page.goto(`/products/${product.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Tide gauge' })).toBeVisible();
    await page.keyboard.press('e');
    const form = page.getByRole('dialog', { name: 'Tide gauge' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Tide gauge, mine');
    await form.getByRole('textbox', { name: 'Code' }).fill('TG-2');
    await api.change('products', product.id, { name: 'Tide gauge, theirs', series: 'Open sea' });
    await page.keyboard.press('Control+Enter');

    const conflict = page.getByRole('dialog', { name: 'Somebody changed this meanwhile' });
    await expect(conflict.getByText('Tide gauge, mine')).toBeVisible();
    await expect(conflict.getByText('Tide gauge, theirs')).toBeVisible();
    await expect(conflict.getByText('Also changed meanwhile: Series')).toBeVisible();
    await look('conflict');
    await conflict.getByRole('radio', { name: 'Name: take theirs' }).check();
    await conflict.getByRole('button', { name: 'Save this version' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await api.get(`/products/${product.id}`)).toMatchObject({ name: 'Tide gauge, theirs', code: 'TG-2', series: 'Open sea' });
});

test('a record tells its history: who, when, from what to what', async ({ page, api, look }) => {
    const product = await api.create('products', { name: 'Sounding line', price: '12.00' });
    await api.change('products', product.id, { price: '15.50' });
    await page.goto(`/products/${product.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Sounding line' })).toBeVisible();
    await look('record');
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('tabpanel');
    await expect(history).toContainText('12.00');
    await expect(history).toContainText('15.50');
    await expect(history).toContainText('Ada Byron');
    await look('record-history');
});

test('files are added, downloaded and taken off again', async ({ page, api }) => {
    const lead = await api.create('leads', { name: 'Paper trail' });
    await page.goto(`/leads/${lead.id}`);
    await page.getByRole('tab', { name: 'Files' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /add/i }).click()]);
    await chooser.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('depth 12 m') });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'plan.txt' }).click()]);
    expect(download.suggestedFilename()).toBe('plan.txt');
    await page.getByRole('button', { name: /(remove|delete) plan\.txt/i }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^(remove|delete)$/i }).click();
    await expect(page.getByRole('link', { name: 'plan.txt' })).toHaveCount(0);
});

test('archiving can be undone at once, deleting asks first', async ({ page, api }) => {
    const tag = await api.create('tags', { name: 'Passing' });
    await page.goto(`/tags/${tag.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await api.get(`/tags/${tag.id}`)).archived_at).toBeNull();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await expect.poll(async () => (await api.get(`/tags/${tag.id}`)).archived_at).not.toBeNull();
    await page.goto('/tags?archived=true');
    await page.getByRole('link', { name: 'Passing' }).click();
    await expect(page.getByRole('alert')).toContainText('Archived');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete for good' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
    await expect(page).toHaveURL(/\/tags$/);
    expect((await api.request.get(`/api/v1/tags/${tag.id}`)).status()).toBe(404);
});

test('an address without a record says so', async ({ page, look }) => {
    await page.goto('/accounts/999999');
    await expect(page.getByRole('alert').or(page.getByRole('heading', { name: 'There is nothing at this address' }))).toBeVisible();
    await page.goto('/no-such-page');
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await look('not-found');
});

test('names in any script are kept and shown as they were typed', async ({ page, api }) => {
    const names = ['株式会社 海図', 'شركة المد والجزر', 'Zoë & Søn <b>A/S</b>', '🧭 Compass'];
    for (const name of names) await api.create('leads', { name });
    await page.goto('/leads?sort=-created_at');
    for (const name of names) await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
});

test('someone who may only read is offered nothing that writes', async ({ page, api, browser, program }) => {
    const user = await api.create('users', { name: 'Reed Only', email: 'reed@tideline.example', role: 'read_only' });
    const { link } = await api.post(`/users/${user.id}/invite`);
    const context = await browser.newContext({ baseURL: program.origin });
    const invited = await context.newPage();
    await invited.goto(new URL(link).pathname);
    await invited.getByRole('button', { name: 'Choose a password' }).click();
    await invited.getByRole('textbox', { name: 'New password' }).fill('reading is enough');
    await invited.getByRole('button', { name: 'Save password and begin' }).click();
    await expect(invited.getByRole('grid', { name: 'Accounts' }).getByRole('row').nth(1)).toBeVisible();
    await expect(invited.getByRole('button', { name: /^New/ })).toHaveCount(0);
    await context.clearCookies();
    const again = await signInAs(context, program.origin, 'reed@tideline.example', 'reading is enough');
    await again.goto('/products');
    await expect(again.getByRole('button', { name: /^New/ })).toHaveCount(0);
    await context.close();
    await expect(page).toHaveURL('about:blank');
});

test('forms fill the whole screen of a phone', async ({ page, look }) => {
    await page.setViewportSize(PHONE);
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    await expect(page.getByRole('dialog', { name: 'New account' })).toBeVisible();
    await look('account-form-phone');
    const box = await page.getByRole('dialog', { name: 'New account' }).boundingBox();
    expect(box?.width).toBe(PHONE.width);
});
