import { PHONE, expect, test } from './support/test.js';

test.use({ locale: 'zh-CN', timezoneId: 'Asia/Singapore' });

const SCREENS: [path: string, heading: string, name: string][] = [
    ['/accounts', '客户', 'accounts'],
    ['/pipeline', '销售管道', 'pipeline'],
    ['/pipeline?layout=list', '销售管道', 'pipeline-list'],
    ['/pipeline?layout=calendar', '销售管道', 'pipeline-calendar'],
    ['/results', '业绩', 'results'],
    ['/import', '导入', 'import'],
    ['/settings', '设置', 'settings'],
];

/** What stands on a screen apart from the people's own data: no English word is left among it. */
const OURS = 'h2, th, label, button, nav a, [role="columnheader"], legend';

for (const [path, heading, name] of SCREENS) {
    test(`${name} are read in Chinese by who has a Chinese browser`, async ({ page, look }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
        await look(`${name}-zh`);
    });
}

test('an account is one page in Chinese: figures, dates and roles by its rules', async ({ page, api, look }) => {
    const account = await api.create('accounts', { name: '海滨仪器有限公司', status: 'customer', tier: 'key', currency: 'CNY', founded: 1998 });
    await api.create('opportunities', { name: '航标更新', account: account.id, amount: '1250000.00', currency: 'CNY', expected_close: '2026-12-03' });
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByRole('heading', { level: 1, name: '海滨仪器有限公司' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '采购决策圈' })).toBeVisible();
    await expect(page.getByText('¥1,250,000.00').first()).toBeVisible();
    await expect(page.getByText('2026年12月3日').first()).toBeVisible();
    const left = await page.locator(OURS).evaluateAll((all) => all.map((one) => one.textContent ?? '').filter((text) => /[A-Za-z]{4,}/.test(text) && !/Daybook|Ctrl|Tideline|Ada Byron/.test(text)));
    expect(left).toEqual([]);
    await look('account-zh');
    await page.setViewportSize(PHONE);
    await look('account-zh-phone');
});

test('what a stage asks for is asked in Chinese', async ({ page, api, look }) => {
    const [from, to] = (await api.get('/stages?pipeline=1&sort=position')).items;
    const deal = await api.create('opportunities', { name: '灯塔更新', stage: from.id });
    await api.change('stages', to.id, { asks_for: 'amount,account,decision_maker,next_task' });
    await page.goto('/pipeline?q=灯塔更新');
    await page.getByRole('button', { name: '移动灯塔更新' }).click();
    await page.getByRole('menuitem', { name: to.name }).click();
    const dialog = page.getByRole('dialog', { name: `“灯塔更新”进入“${to.name}”之前` });
    await look('pipeline-asked-zh');
    await dialog.getByRole('button', { name: `移到${to.name}` }).click();
    await expect(dialog.getByText('进入此阶段前需要填写。')).toHaveCount(4);
    await look('pipeline-demands-zh');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await api.change('stages', to.id, { asks_for: null });
    await api.delete(`/opportunities/${deal.id}`);
});

test('what is wrong in a form is said in Chinese', async ({ page }) => {
    await page.goto('/accounts');
    await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: '新建客户' });
    await expect(form.getByRole('textbox').first()).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(form.getByText('此项为必填。').first()).toBeVisible();
});

test('the language is chosen in the user menu and stays, on every device', async ({ page, api }) => {
    await page.goto('/accounts');
    await page.getByRole('button', { name: '我的菜单' }).click();
    await page.getByRole('menu').getByText('English', { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
    await api.change('users', api.user.id, { locale: null });
});
