import type { Api } from './support/api.js';
import { makeCustomer, makeDeal } from './support/customer.js';
import { type Page, PHONE, expect, pickUp, test } from './support/test.js';

/** A deal that the board's own search finds alone. */
async function makeFindable(api: Api, word: string, stage: string) {
    return makeDeal(api, await makeCustomer(api), `${word} crane`, stage, { amount: '12000.00', expected_close: '2026-02-28' });
}

function column(page: Page, name: string) {
    return page.getByRole('region', { name, exact: true });
}

/** In one column, and in that alone: a card that is carried is seen twice. */
async function expectIn(page: Page, deal: string, stage: string) {
    await expect(page.getByRole('link', { name: deal })).toHaveCount(1);
    await expect(column(page, stage).getByRole('link', { name: deal })).toBeVisible();
}

test('the board shows stages with totals and weighted totals, each open to its deals', async ({ page, look }) => {
    await page.goto('/pipeline');
    await expect(column(page, 'Proposal').getByText(/^weighted/).first()).toBeVisible();
    await look('pipeline');
    await column(page, 'Proposal').getByRole('heading').locator('..').getByRole('link', { name: /US\$/ }).click();
    await expect(page).toHaveURL(/\/opportunities\?.*stage=\d+/);
    await expect(page.getByRole('heading', { level: 1, name: /^Opportunities/ })).toBeVisible();
});

test('a deal is dragged with the mouse to another stage; the move is logged and taken back', async ({ page, api }) => {
    const deal = await makeFindable(api, 'Mousehole', 'Engaging');
    await page.goto('/pipeline?q=Mousehole');
    await expectIn(page, deal.name, 'Engaging');
    await expect(column(page, 'Engaging').getByText('US$12K').or(column(page, 'Engaging').getByText('US$12k'))).toBeVisible();
    const card = page.getByRole('group', { name: deal.name });
    const target = (await column(page, 'Negotiation').boundingBox())!;
    await card.hover({ position: { x: 20, y: 60 } });
    await page.mouse.down();
    await page.mouse.move(target.x + 60, target.y + 160, { steps: 8 });
    await page.mouse.up();
    await expectIn(page, deal.name, 'Negotiation');
    await expect(column(page, 'Negotiation').getByText('weighted US$9.6K').or(column(page, 'Negotiation').getByText('weighted US$9.6k'))).toBeVisible();
    expect((await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Negotiation');
    const moves = await api.get(`/opportunities/${deal.id}/stage-log`);
    expect(moves.items.at(-1)).toMatchObject({ from: { title: 'Engaging' }, to: { title: 'Negotiation' }, by: { title: 'Ada Byron' } });

    await page.getByRole('button', { name: 'Undo' }).click();
    await expectIn(page, deal.name, 'Engaging');
});

test('a deal is carried with the keyboard alone, and each step is said', async ({ page, api, look }) => {
    const deal = await makeFindable(api, 'Keystone', 'Prospecting');
    await page.goto('/pipeline?q=Keystone');
    await expectIn(page, deal.name, 'Prospecting');
    const card = page.getByRole('group', { name: deal.name });
    const said = page.getByRole('status').filter({ hasText: deal.name });
    await card.focus();
    await pickUp(page, deal.name);
    await page.keyboard.press('ArrowRight');
    await expect(said).toHaveText(`${deal.name} is over Engaging.`);
    await page.keyboard.press('ArrowRight');
    await expect(said).toHaveText(`${deal.name} is over Proposal.`);
    await look('pipeline-carried');
    await page.keyboard.press('Space');
    await expect(said).toHaveText(`${deal.name} was put into Proposal.`);
    await expectIn(page, deal.name, 'Proposal');
    await expect(card).toBeFocused();

    // A card rests until the server has answered.
    await expect(card).toHaveAttribute('aria-disabled', 'false');
    await pickUp(page, deal.name);
    await page.keyboard.press('ArrowRight');
    await expect(said).toHaveText(`${deal.name} is over Negotiation.`);
    await page.keyboard.press('Escape');
    await expect(said).toHaveText(`${deal.name} stays where it was.`);
    await expectIn(page, deal.name, 'Proposal');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`/opportunities/${deal.id}`);
});

test('the arrows go from card to card', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    for (const [name, stage] of [['Walker one', 'Prospecting'], ['Walker two', 'Prospecting'], ['Walker three', 'Negotiation']] as const) {
        await makeDeal(api, customer, name, stage, { expected_close: name === 'Walker one' ? '2026-01-01' : '2026-02-01' });
    }
    await page.goto('/pipeline?q=Walker');
    const card = (name: string) => page.getByRole('group', { name });
    await card('Walker one').focus();
    await page.keyboard.press('ArrowDown');
    await expect(card('Walker two')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(card('Walker three')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(card('Walker one')).toBeFocused();
});

test('a deal that is put into Lost is asked for its reason first', async ({ page, api }) => {
    const deal = await makeFindable(api, 'Lodestar', 'Proposal');
    await page.goto('/pipeline?q=Lodestar');
    await expectIn(page, deal.name, 'Proposal');
    await page.getByRole('button', { name: `Move ${deal.name}` }).click();
    await page.getByRole('menuitem', { name: 'Lost' }).click();
    const dialog = page.getByRole('dialog', { name: `Why was ${deal.name} lost?` });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectIn(page, deal.name, 'Proposal');

    await page.getByRole('group', { name: deal.name }).focus();
    await pickUp(page, deal.name);
    for (const stage of ['Negotiation', 'Won', 'Lost']) {
        await page.keyboard.press('ArrowRight');
        await expect(page.getByRole('status').filter({ hasText: `${deal.name} is over ${stage}.` })).toBeAttached();
    }
    await page.keyboard.press('Space');
    await dialog.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Timing' }).click();
    await dialog.getByRole('button', { name: 'Mark as lost' }).click();
    await expectIn(page, deal.name, 'Lost');
    expect(await api.get(`/opportunities/${deal.id}`)).toMatchObject({ outcome: 'lost', lost_reason: 'timing' });
});

test('a move that the server refuses is taken back, and says why', async ({ page, api }) => {
    const deal = await makeFindable(api, 'Stormglass', 'Engaging');
    await page.goto('/pipeline?q=Stormglass');
    await expectIn(page, deal.name, 'Engaging');
    await page.route('**/move', (route) => route.abort());
    await page.getByRole('button', { name: `Move ${deal.name}` }).click();
    await page.getByRole('menuitem', { name: 'Proposal' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached' })).toBeVisible();
    await expectIn(page, deal.name, 'Engaging');
});

test('the board is narrowed to an owner, and keeps that in its address', async ({ page, api }) => {
    const deal = await makeFindable(api, 'Ownerly', 'Proposal');
    await page.goto('/pipeline');
    await page.getByRole('combobox', { name: 'Owner' }).fill('Ada');
    await page.getByRole('option', { name: /Ada Byron/ }).click();
    await expect(page).toHaveURL(/owner=\d+/);
    await page.getByRole('searchbox', { name: 'Find in the pipeline' }).fill('Ownerly');
    await expect(page).toHaveURL(/q=Ownerly/);
    await expectIn(page, deal.name, 'Proposal');
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Owner' })).toHaveValue('Ada Byron');
    await expectIn(page, deal.name, 'Proposal');
});

test('more of a long stage is shown on demand', async ({ page, api }) => {
    const customer = await makeCustomer(api);
    for (let number = 1; number <= 53; number++) await makeDeal(api, customer, `Longshore ${number}`, 'Engaging', { expected_close: '2026-05-01' });
    await page.goto('/pipeline?q=Longshore');
    await expect(column(page, 'Engaging').getByRole('group')).toHaveCount(50);
    await column(page, 'Engaging').getByRole('button', { name: 'Show more (50 of 53)' }).click();
    await expect(column(page, 'Engaging').getByRole('group')).toHaveCount(53);
});

test('a phone shows one stage at a time, by name or by swipe', async ({ page, api, look }) => {
    await page.setViewportSize(PHONE);
    const deal = await makeFindable(api, 'Pocketwatch', 'Engaging');
    await page.goto('/pipeline?q=Pocketwatch');
    const chooser = page.getByRole('combobox', { name: 'Stage' });
    await expect(chooser).toHaveValue('Prospecting (0)');
    await chooser.click();
    await page.getByRole('option', { name: 'Engaging (1)' }).click();
    await expect(page.getByRole('link', { name: deal.name })).toBeInViewport();
    await expect(chooser).toHaveValue('Engaging (1)');
    await look('pipeline-phone');
    await page.getByRole('button', { name: `Move ${deal.name}` }).click();
    await page.getByRole('menuitem', { name: 'Negotiation' }).click();
    await expect(column(page, 'Negotiation').getByRole('link', { name: deal.name })).toBeAttached();
    await column(page, 'Negotiation').evaluate((element) => element.parentElement!.scrollTo({ left: (element as HTMLElement).offsetLeft }));
    await expect(chooser).toHaveValue('Negotiation (1)');
    await expect(page.getByRole('link', { name: deal.name })).toBeInViewport();
});

/** What the stage of that name asks for while `work` is done. */
async function whileAsking(api: Api, name: string, asks_for: string, work: () => Promise<void>) {
    const { id } = await api.find('stages', { name });
    await api.change('stages', id, { asks_for });
    try {
        await work();
    } finally {
        await api.change('stages', id, { asks_for: null });
    }
}

test('a stage asks for just what is missing, and the answers are saved with the move', async ({ page, api, look }) => {
    const customer = await makeCustomer(api, ['Dora Decider']);
    const deal = await makeDeal(api, customer, 'Gatehouse crane', 'Engaging', { expected_close: null });
    await whileAsking(api, 'Proposal', 'amount,expected_close,decision_maker,next_task', async () => {
        await page.goto('/pipeline?q=Gatehouse');
        await expectIn(page, deal.name, 'Engaging');
        await page.getByRole('button', { name: `Move ${deal.name}` }).click();
        await page.getByRole('menuitem', { name: 'Proposal' }).click();
        const dialog = page.getByRole('dialog', { name: `Before ${deal.name} moves to Proposal` });
        await expect(dialog.getByLabel('Expected close')).toBeFocused();
        await expect(dialog.getByRole('textbox', { name: 'Amount' })).toHaveCount(0);
        await dialog.getByLabel('Expected close').fill('2027-02-28');
        await dialog.getByRole('textbox', { name: 'A next step with a task' }).fill('Send the offer');
        await dialog.getByRole('button', { name: 'Move to Proposal' }).click();
        await expect(dialog.getByText('This stage asks for this first.')).toHaveCount(1);
        await look('pipeline-demands');
        await dialog.getByRole('combobox', { name: 'A decision maker' }).fill('Dora');
        await page.getByRole('option', { name: /Dora Decider/ }).click();
        await dialog.getByRole('button', { name: 'Move to Proposal' }).click();
        await expect(dialog).toBeHidden();
        await expectIn(page, deal.name, 'Proposal');
        expect(await api.get(`/opportunities/${deal.id}`)).toMatchObject({ expected_close: '2027-02-28', stage: { title: 'Proposal' } });
        expect((await api.get(`/tasks?opportunity=${deal.id}`)).items).toMatchObject([{ subject: 'Send the offer' }]);
        await page.getByRole('button', { name: 'Undo' }).click();
        await expectIn(page, deal.name, 'Engaging');
    });
});

test('the page of a deal asks for what a stage wants, too', async ({ page, api, look }) => {
    const deal = await makeDeal(api, await makeCustomer(api), 'Tollgate crane', 'Engaging', { competitor: null });
    await whileAsking(api, 'Negotiation', 'competitor', async () => {
        await page.setViewportSize(PHONE);
        await page.goto(`/opportunities/${deal.id}`);
        await page.getByRole('button', { name: /^Negotiation/ }).click();
        const dialog = page.getByRole('dialog', { name: `Before ${deal.name} moves to Negotiation` });
        await expect(dialog).toBeVisible();
        await dialog.getByLabel('Competitor').fill('Rivet & Co');
        await expect(page.getByRole('option')).toHaveCount(0);
        await look('pipeline-demands-phone');
        await page.keyboard.press('Control+Enter');
        await expect(dialog).toBeHidden();
        await expect(page.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
    });
    expect(await api.get(`/opportunities/${deal.id}`)).toMatchObject({ competitor: 'Rivet & Co', stage: { title: 'Negotiation' } });
});

test('an administrator says in the settings what a stage asks for', async ({ page, api, look }) => {
    const { id } = await api.find('stages', { name: 'Won' });
    await page.goto(`/stages/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const asks = page.getByRole('combobox', { name: 'Asks for' });
    await asks.click();
    await page.getByRole('option', { name: 'A product' }).click();
    await page.getByRole('option', { name: 'Amount' }).click();
    await asks.press('Escape');
    await look('stage-asks-for');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Amount · A product')).toBeVisible();
    expect((await api.get(`/stages/${id}`)).asks_for).toBe('amount,products');
    await api.change('stages', id, { asks_for: null });
});

test('a deal that nobody has spoken about is marked on its card and on its page', async ({ page, api, look }) => {
    const quiet = (await api.get('/pipelines/1/board')).stages.flatMap((one: { quiet: { id: number; days: number; quiet_days: number }[] }) => one.quiet)[0];
    const deal = await api.get(`/opportunities/${quiet.id}`);
    await page.goto(`/pipeline?id=${deal.id}`);
    await expect(page.getByRole('group', { name: deal.name }).getByText(`quiet ${quiet.days} days`)).toBeVisible();
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByText(`quiet for ${quiet.days} days; ${deal.stage.title} expects contact every ${quiet.quiet_days}`)).toBeVisible();
    await look('opportunity-quiet');
    await page.goto(`/accounts/${deal.account.id}`);
    await expect(page.getByText(`quiet ${quiet.days} days`).first()).toBeVisible();
});

test('a team and a period narrow the board with its totals, and stay in the address', async ({ page, api, look }) => {
    const customer = await makeCustomer(api);
    const team = await api.create('teams', { name: 'Quayside' });
    await api.change('users', api.user.id, { team: team.id });
    const soon = await makeDeal(api, customer, 'Tideway soon', 'Engaging', { expected_close: '2027-02-15' });
    await makeDeal(api, customer, 'Tideway later', 'Engaging', { expected_close: '2027-08-15' });
    await makeDeal(api, customer, 'Tideway lost', 'Lost', { expected_close: '2027-03-01', lost_reason: 'price' });
    await page.goto('/pipeline?q=Tideway');
    await expect(column(page, 'Engaging').getByRole('heading', { name: 'Engaging 2' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Quayside' }).click();
    await page.getByRole('combobox', { name: 'Expected to close' }).click();
    await page.getByRole('option', { name: 'From … to …' }).click();
    await page.getByLabel('From').fill('2027-01-01');
    await page.getByLabel('Until').fill('2027-03-31');
    await expect(column(page, 'Engaging').getByRole('heading', { name: 'Engaging 1' })).toBeVisible();
    await expectIn(page, soon.name, 'Engaging');
    await expect(column(page, 'Engaging').getByText(/^weighted US\$300$/)).toBeVisible();
    await column(page, 'Lost').getByText('Why they were lost').click();
    await expect(column(page, 'Lost').getByRole('link', { name: 'Price' })).toBeVisible();
    await look('pipeline-filters');
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Team' })).toHaveValue('Quayside');
    await expect(column(page, 'Engaging').getByRole('heading', { name: 'Engaging 1' })).toBeVisible();
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: 'Filters (2)' }).click();
    await expect(page.getByRole('combobox', { name: 'Expected to close' })).toBeVisible();
    await look('pipeline-filters-phone');
    await api.change('users', api.user.id, { team: null });
});

test('the list shows the same deals by stage, sorted by a column, and moves one in its row', async ({ page, api, look }) => {
    const customer = await makeCustomer(api);
    for (const [name, amount] of [['Ledgerline small', '500.00'], ['Ledgerline large', '9000.00']] as const) await makeDeal(api, customer, name, 'Engaging', { amount });
    await page.goto('/pipeline');
    await page.getByRole('radiogroup', { name: 'Layout' }).getByText('List').click();
    await expect(page).toHaveURL(/layout=list/);
    await expect(page.getByRole('heading', { name: 'Prospecting' })).toBeVisible();
    await look('pipeline-list');
    await page.getByRole('searchbox', { name: 'Find in the pipeline' }).fill('Ledgerline');
    const rows = page.getByRole('rowgroup', { name: 'Engaging' }).getByRole('row', { name: /Ledgerline/ });
    await expect(rows).toHaveCount(2);
    await page.getByRole('button', { name: 'Amount' }).click();
    await expect(rows.first()).toContainText('small');
    await page.getByRole('button', { name: 'Amount' }).click();
    await expect(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'descending');
    await expect(rows.first()).toContainText('large');
    await page.getByRole('button', { name: 'Stage of Ledgerline large: Engaging' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Negotiation' }).press('Enter');
    await expect(page.getByRole('rowgroup', { name: 'Negotiation' }).getByRole('row', { name: /Ledgerline large/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('rowgroup', { name: 'Negotiation' }).getByRole('row', { name: /Ledgerline large/ })).toBeVisible();
    await page.setViewportSize(PHONE);
    await look('pipeline-list-phone');
});

function day(page: Page, name: string) {
    return page.getByRole('region', { name, exact: true });
}

test('the calendar shows what is expected on each day, and a deal is carried to another by mouse and by keyboard', async ({ page, api, look }) => {
    const deal = await makeFindable(api, 'Almanac', 'Proposal');
    await api.change('opportunities', deal.id, { expected_close: '2027-03-10' });
    await page.goto('/pipeline?layout=calendar');
    await expect(page.getByText(/expected to close this month/)).toBeVisible();
    await look('pipeline-calendar');
    await page.goto('/pipeline?layout=calendar&month=2027-03&q=Almanac');
    const wednesday = day(page, 'Wednesday 10 March');
    await expect(wednesday.getByRole('link', { name: deal.name })).toBeVisible();
    await expect(wednesday.getByText(/US\$12k/i).first()).toBeVisible();
    const target = (await day(page, 'Thursday 18 March').boundingBox())!;
    await page.getByRole('group', { name: deal.name }).hover({ position: { x: 10, y: 40 } });
    await page.mouse.down();
    await page.mouse.move(target.x + 30, target.y + 60, { steps: 8 });
    await page.mouse.up();
    await expect(day(page, 'Thursday 18 March').getByRole('link', { name: deal.name })).toBeVisible();
    await expect(page.getByText(/Expected on Thu,? 18 Mar/)).toBeVisible();
    expect((await api.get(`/opportunities/${deal.id}`)).expected_close).toBe('2027-03-18');

    const card = page.getByRole('group', { name: deal.name });
    const said = page.getByRole('status').filter({ hasText: deal.name });
    await expect(card).toHaveAttribute('aria-disabled', 'false');
    await card.focus();
    await page.keyboard.press('Space');
    await expect(said).toHaveText(/^Picked up|is over Thursday/);
    await page.keyboard.press('ArrowRight');
    await expect(said).toHaveText(`${deal.name} is over Friday 19 March.`);
    await page.keyboard.press('ArrowUp');
    await expect(said).toHaveText(`${deal.name} is over Friday 12 March.`);
    await page.keyboard.press('Space');
    await expect(day(page, 'Friday 12 March').getByRole('link', { name: deal.name })).toBeVisible();
    await expect(card).toBeFocused();
    await page.getByRole('alert').filter({ hasText: /Expected on Fri,? 12 Mar/ }).getByRole('button', { name: 'Undo' }).click();
    await expect(day(page, 'Thursday 18 March').getByRole('link', { name: deal.name })).toBeVisible();
});

/** A finger on the glass, as the browser itself reports it. */
async function finger(page: Page) {
    const client = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) => client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    return {
        down: (x: number, y: number) => send('touchStart', [{ x, y }]),
        move: (x: number, y: number) => send('touchMove', [{ x, y }]),
        up: () => send('touchEnd', []),
    };
}

test.describe('on a phone', () => {
    test.use({ hasTouch: true, viewport: PHONE });

    test('a finger carries a deal over the edge of the screen into the next stage', async ({ page, api }) => {
        const deal = await makeFindable(api, 'Thumbnail', 'Prospecting');
        await page.goto('/pipeline?q=Thumbnail');
        const card = page.getByRole('group', { name: deal.name });
        const box = (await card.boundingBox())!;
        const y = box.y + box.height / 2;
        const touch = await finger(page);
        await touch.down(box.x + 40, y);
        await expect(page.locator('[data-dragging]').first()).toBeAttached();
        for (const x of [120, 240, 360, 384]) await touch.move(x, y);
        await expect.poll(async () => (await column(page, 'Prospecting').boundingBox())!.x).toBeLessThan(-200);
        await touch.move(195, y);
        await expect(page.locator('[data-column][data-over]:not([aria-label="Prospecting"])')).toBeAttached();
        await touch.up();
        await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).stage.title).not.toBe('Prospecting');
        await expect(page.getByText(/^Moved to /)).toBeVisible();
    });

    test('a finger carries a deal to another day', async ({ page, api, look }) => {
        const deal = await makeFindable(api, 'Fingerpost', 'Proposal');
        await api.change('opportunities', deal.id, { expected_close: '2027-03-02' });
        await page.goto('/pipeline?layout=calendar&month=2027-03&q=Fingerpost');
        const card = page.getByRole('group', { name: deal.name });
        const box = (await card.boundingBox())!;
        const target = (await day(page, 'Friday 5 March').boundingBox())!;
        const touch = await finger(page);
        await touch.down(box.x + 200, box.y + box.height / 2);
        await expect(page.locator('[data-dragging]').first()).toBeAttached();
        await touch.move(box.x + 200, target.y - 10);
        await touch.move(box.x + 200, target.y + target.height / 2);
        await expect(page.locator('section[data-over]')).toHaveAttribute('aria-label', 'Friday 5 March');
        await touch.up();
        await expect(day(page, 'Friday 5 March').getByRole('link', { name: deal.name })).toBeVisible();
        await look('pipeline-calendar-phone');
        await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).expected_close).toBe('2027-03-05');
    });
});

test('layouts and filters have keys, and stand in the palette with all moves of a deal', async ({ page, api }) => {
    const deal = await makeFindable(api, 'Keyway', 'Engaging');
    await page.goto('/pipeline');
    await expect(column(page, 'Engaging')).toBeVisible();
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/layout=list/);
    await page.keyboard.press('3');
    await expect(page).toHaveURL(/layout=calendar/);
    await page.keyboard.press('m');
    await expect(page).toHaveURL(/mine=true/);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Find in the pipeline' })).toBeFocused();
    await page.goto(`/opportunities/${deal.id}`);
    await expect(page.getByRole('button', { name: /^Proposal/ })).toBeEnabled();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').locator('input')).toBeFocused();
    await page.keyboard.type('move to proposal');
    await page.getByRole('option', { name: /Move to Proposal/ }).click();
    await expect.poll(async () => (await api.get(`/opportunities/${deal.id}`)).stage.title).toBe('Proposal');
});
