import { logCall, makeCustomer, makeDeal } from './support/customer.js';
import { PHONE, expect, test } from './support/test.js';

test('a deal is moved along its stages, each move is in the stage log and can be taken back', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Meera Tan']);
    const deal = await makeDeal(api, customer, 'Crane control', 'Engaging', { amount: '12000.00', contact: customer.people[0]!.id });
    await logCall(api, customer, 'Pricing of the crane', { opportunity: deal.id });
    await page.goto(`/opportunities/${deal.id}`);
    const stage = page.getByRole('region', { name: 'Stage', exact: true });
    await expect(stage.getByRole('button', { name: /^Engaging/ })).toHaveAttribute('aria-current', 'step');
    await stage.getByRole('button', { name: /^Negotiation/ }).click();
    await expect(stage.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
    const log = page.getByRole('region', { name: 'Stage log' });
    await expect(log.getByRole('listitem').first()).toContainText('Engaging → Negotiation');
    await expect(log.getByRole('listitem').first()).toContainText('Ada Byron · 0 days in Engaging');
    await expect(page.getByText('weighted US$9,600.00')).toBeVisible();
    await look('opportunity');

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(stage.getByRole('button', { name: /^Engaging/ })).toHaveAttribute('aria-current', 'step');
    await expect(log.getByRole('listitem').first()).toContainText('Negotiation → Engaging');
});

test('a lost deal is asked for its reason, with the keyboard alone', async ({ page, api, look }) => {
    const customer = await makeCustomer(api);
    const deal = await makeDeal(api, customer, 'Buoys', 'Proposal');
    await page.goto(`/opportunities/${deal.id}`);
    await page.getByRole('button', { name: /^Lost/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Why was Buoys lost?' });
    await expect(dialog.getByRole('combobox', { name: 'Reason' })).toBeFocused();
    await look('lost');
    await page.keyboard.type('Price');
    await expect(page.getByRole('option', { name: 'Price' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'What happened' }).focus();
    await page.keyboard.type('The other offer was a third lower.');
    await dialog.getByRole('button', { name: 'Mark as lost' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Lost: Price')).toBeVisible();
    expect(await api.get(`/opportunities/${deal.id}`)).toMatchObject({ outcome: 'lost', lost_reason: 'price', lost_note: 'The other offer was a third lower.' });
});

test('a deal that somebody else moved meanwhile is not moved unseen', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    const deal = await makeDeal(api, customer, 'Dock survey', 'Engaging');
    // What others do is not heard at once, as with a slow connection.
    await page.route('**/api/v1/events', (route) => route.abort());
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByRole('button', { name: /^Engaging/ })).toHaveAttribute('aria-current', 'step');
    await api.change('opportunities', deal.id, { next_step: 'Ask for the plan' });
    await page.getByRole('button', { name: /^Negotiation/ }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Profile' }).getByText('Ask for the plan')).toBeVisible();
    await page.getByRole('button', { name: /^Negotiation/ }).click();
    await expect(page.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
});

test('a contact page tells where a person takes part and logs what was said', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Sade Okoro']);
    const [sade] = customer.people;
    await api.create('stakeholders', { account: customer.account.id, contact: sade!.id, buying_role: 'champion', support: 'champion', influence: 'high' });
    await page.goto(`/contacts/${sade!.id}`);
    const parts = page.getByRole('region', { name: 'Takes part in' });
    await expect(parts.getByRole('listitem')).toContainText('Champion · Champion');
    await page.getByText('Meeting', { exact: true }).click();
    await page.getByRole('textbox', { name: 'What was it about?' }).fill('Lunch at the quay');
    await page.keyboard.press('Control+Enter');
    const entry = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem').filter({ hasText: 'Lunch at the quay' });
    await expect(entry.getByRole('img', { name: 'Meeting' })).toBeVisible();
    await look('contact');
    await page.getByRole('button', { name: `Edit the part in ${customer.name}` }).click();
    await expect(page.getByRole('dialog', { name: 'Sade Okoro' })).toBeVisible();
});

test('on a phone', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    const customer = await makeCustomer(api, ['Meera Tan']);
    const deal = await makeDeal(api, customer, 'Crane control', 'Proposal');
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByRole('button', { name: /^Proposal/ })).toHaveAttribute('aria-current', 'step');
    await look('opportunity-phone');
    await page.goto(`/contacts/${customer.people[0]!.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Meera Tan' })).toBeVisible();
    await look('contact-phone');
});
