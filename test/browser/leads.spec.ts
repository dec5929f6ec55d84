import { PASSWORD, makePerson } from './support/people.js';
import { PHONE, expect, signInAs, test } from './support/test.js';

type Api = Parameters<Parameters<typeof test>[2]>[0]['api'];

async function makeLead(api: Api, name: string, more: object = {}) {
    return api.create('leads', { name, company: `${name} Works`, email: `${name.split(' ')[0]!.toLowerCase()}@works.example`, owner: null, ...more });
}

test('leads are triaged by keyboard, one key each, and each step can be taken back', async ({ page, api, look }) => {
    const first = await makeLead(api, 'Talia Triage', { description: 'We need twelve winches before spring. Who can call?' });
    await page.goto('/inbox?q=Talia');
    await expect(page.getByRole('heading', { level: 2, name: 'Talia Triage' })).toBeVisible();
    await look('leads');
    await page.keyboard.press('a');
    await expect.poll(async () => (await api.get(`/leads/${first.id}`)).owner?.id).toBe(api.user.id);
    await page.keyboard.press('z');
    await expect.poll(async () => (await api.get(`/leads/${first.id}`)).owner).toBe(null);
    await page.keyboard.press('d');
    await expect(page.getByRole('dialog', { name: 'Why is Talia Triage no lead?' })).toBeVisible();
    await page.getByRole('radio', { name: 'No budget' }).focus();
    await page.keyboard.press('Space');
    await look('lead-disqualify');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await api.get(`/leads/${first.id}`)).disqualify_reason).toBe('no_budget');
    await expect(page.getByText('No lead is waiting here')).toBeVisible();
});

test('a lead is converted onto an account that exists, and taken back', async ({ page, api, look }) => {
    const account = await api.create('accounts', { name: 'Mooring Masters', website: 'https://mooring.example' });
    const lead = await makeLead(api, 'Mona Mooring', { company: 'Mooring Masters Ltd', email: 'mona@mooring.example' });
    await page.goto('/inbox?q=Mona');
    await expect(page.getByRole('heading', { level: 2, name: 'Mona Mooring' })).toBeVisible();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Make a customer of Mona Mooring' });
    await expect(dialog.getByRole('radio', { name: 'Mooring Masters', exact: true })).toBeChecked();
    await look('lead-convert');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await api.get(`/leads/${lead.id}`)).account?.id).toBe(account.id);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await api.get(`/leads/${lead.id}`)).status).toBe('working');
});

test('a call that is logged on a lead ends its waiting', async ({ page, api }) => {
    const lead = await makeLead(api, 'Wanda Waits');
    await page.goto('/inbox?q=Wanda');
    await expect(page.getByText('Waiting since')).toBeVisible();
    await page.keyboard.press('l');
    await page.keyboard.type('Rang back, wants a quote');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/^Answered after \d+ minutes?$/)).toBeVisible();
    expect((await api.get(`/leads/${lead.id}`)).first_response_at).not.toBe(null);
});

test('a colleague is mentioned in what is logged on a lead, and led to the lead', async ({ page, api, program, browser, look }) => {
    const lead = await makeLead(api, 'Lena Landing');
    const { email } = await makePerson(program, 'Hedy Harbour');
    await page.goto('/inbox?q=Lena');
    await expect(page.getByRole('heading', { level: 2, name: 'Lena Landing' })).toBeVisible();
    await page.keyboard.press('l');
    await page.keyboard.type('Wants two cranes');
    const said = page.getByRole('textbox', { name: 'What was said' });
    await said.pressSequentially('Your harbour, @hed');
    await expect(page.getByRole('option', { name: 'Hedy Harbour' })).toBeVisible();
    await look('lead-mention');
    await page.keyboard.press('Enter');
    await expect(said).toHaveValue('Your harbour, @Hedy Harbour ');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('list').getByText('Wants two cranes')).toBeVisible();

    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const hers = await signInAs(context, program.origin, email, PASSWORD);
    await hers.getByRole('banner').getByRole('button', { name: /^Notifications/ }).click();
    await hers.getByRole('dialog', { name: 'Notifications' }).getByText('Ada Byron mentioned you in Wants two cranes').click();
    await expect(hers).toHaveURL(new RegExp(`/leads/${lead.id}$`));
    await expect(hers.getByRole('heading', { level: 1, name: 'Lena Landing' })).toBeVisible();
    await context.close();
});

test('the page of a web form tells what puts it onto a site', async ({ page, api, look }) => {
    const form = await api.create('web_forms', { name: 'Footer of "our" site', source: 'website' });
    const { key } = await api.get(`/web_forms/${form.id}`);
    await page.goto(`/web_forms/${form.id}`);
    await page.getByRole('button', { name: 'Put it on a site' }).click();
    await expect(page.getByRole('textbox', { name: 'Address of the form' })).toContainText(`/forms/${key}`);
    await expect(page.getByRole('textbox', { name: 'Frame for a page' })).toContainText(`title="Footer of &quot;our&quot; site"`);
    await look('web-form-snippet');
});

test('a visitor fills in a web form and stands in the inbox', async ({ page, api, browser, baseURL, look }) => {
    const form = await api.create('web_forms', { name: 'Contact page', title: 'Talk to the yard', source: 'website' });
    const { key } = await api.get(`/web_forms/${form.id}`);
    const visitor = await browser.newPage({ baseURL, storageState: undefined });
    await visitor.goto(`/forms/${key}`);
    await visitor.getByLabel('Name').fill('Vera Visitor');
    await visitor.getByLabel('E-mail').fill('vera@visitor.example');
    await visitor.getByLabel('Message').fill('Please call me.');
    await visitor.screenshot({ path: 'screenshots/web-form-light.png' });
    await visitor.getByRole('button', { name: 'Send' }).click();
    await expect(visitor.getByRole('heading', { name: 'Thank you. We will be in touch.' })).toBeVisible();
    await visitor.close();
    const lead = await api.find('leads', { name: 'Vera Visitor' });
    // Filled in faster than a person can: kept apart, and found there.
    await page.goto('/inbox?folder=spam&q=Vera');
    await expect(page.getByRole('heading', { level: 2, name: 'Vera Visitor' })).toBeVisible();
    await page.keyboard.press('s');
    await expect.poll(async () => (await api.get(`/leads/${lead.id}`)).status).toBe('new');
    await look('leads-spam');
});

test('on a phone the list leads to the lead and back', async ({ page, api, look }) => {
    await makeLead(api, 'Phoebe Phone', { description: 'Call me.' });
    await page.setViewportSize(PHONE);
    await page.goto('/inbox?q=Phoebe');
    await page.getByRole('button', { name: /Phoebe Phone/ }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Phoebe Phone' })).toBeVisible();
    await look('lead-phone');
    await page.getByRole('button', { name: 'Leads', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Leads' })).toBeVisible();
    await look('leads-phone');
});
