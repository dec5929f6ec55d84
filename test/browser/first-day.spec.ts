/** The first day in an empty book: three questions, the ways in, and steps that are ticked by doing them. */
import { PHONE, expect, test } from './support/test.js';
import { startProgram } from './support/program.js';

test.describe('an empty book', () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test('asks three questions, gives each of the team a link, and shows the ways in', async ({ page, look }) => {
        const fresh = await startProgram(0);
        try {
            await page.goto(fresh.origin + fresh.firstLink);
            await page.getByRole('button', { name: 'Begin' }).click();
            await page.getByLabel('E-mail').fill('first@mill.example');
            await page.getByRole('textbox', { name: 'New password' }).fill('long enough words');
            await page.getByRole('button', { name: 'Save password and begin' }).click();
            await expect(page.getByRole('heading', { level: 1, name: 'Three questions, and the book is yours' })).toBeVisible();
            await look('first-day');

            await page.getByRole('textbox', { name: 'Your company' }).fill('Mill & Loom Trading');
            await page.getByRole('combobox', { name: 'Currency' }).click();
            await expect(page.getByRole('option', { name: /^EUR/ })).toBeVisible();
            await page.keyboard.press('ControlOrMeta+a');
            await page.keyboard.type('Singapore');
            await expect(page.getByRole('option', { name: /SGD/ })).toHaveAttribute('data-combobox-selected', 'true');
            await page.keyboard.press('Enter');
            await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^SGD/);
            const people = page.getByRole('group', { name: /^Person/ });
            await people.first().getByRole('textbox', { name: 'Name' }).fill('Mei Tan');
            await people.first().getByRole('textbox', { name: 'E-mail' }).fill('mei at mill');
            await people.first().getByRole('combobox', { name: 'Role' }).selectOption('manager');
            const products = page.getByRole('group', { name: /^Product/ });
            await products.first().getByRole('textbox', { name: 'Product or service' }).fill('Shuttle loom');
            await products.first().getByRole('textbox', { name: 'List price' }).fill('12,500.00');
            await page.keyboard.press('Enter');
            await expect(products).toHaveCount(2);
            await expect(products.last().getByRole('textbox', { name: 'Product or service' })).toBeFocused();
            await page.keyboard.type('Maintenance');
            await page.keyboard.press('Control+Enter');
            await expect(people.first()).toContainText(/e-mail/i);
            await expect(page.getByRole('alert')).toBeVisible();
            await page.reload();
            await expect(products.last().getByRole('textbox', { name: 'Product or service' })).toHaveValue('Maintenance');
            await people.first().getByRole('textbox', { name: 'E-mail' }).fill('mei@mill.example');
            await page.getByRole('button', { name: 'Set up the book' }).click();

            await expect(page.getByRole('heading', { level: 1, name: 'The book is ready' })).toBeVisible();
            await expect(page.getByRole('textbox', { name: 'Mei Tan, mei@mill.example' })).toContainText('/link/');
            await look('first-day-ready');
            await page.goto(`${fresh.origin}/products`);
            await expect(page.getByRole('grid', { name: 'Products' })).toContainText('12,500.00');
            await page.goto(fresh.origin);
            await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
        } finally {
            await fresh.stop();
        }
    });

    test('the tour is taken on own records, each step ticked by having done it', async ({ page, look }) => {
        const fresh = await startProgram(0);
        try {
            await page.goto(fresh.origin + fresh.firstLink);
            await page.getByRole('button', { name: 'Begin' }).click();
            await page.getByLabel('E-mail').fill('first@mill.example');
            await page.getByRole('textbox', { name: 'New password' }).fill('long enough words');
            await page.getByRole('button', { name: 'Save password and begin' }).click();
            await page.getByRole('button', { name: 'Skip for now' }).click();
            const steps = page.getByRole('region', { name: 'First steps' });
            await expect(steps).toContainText('0 of 6');
            await steps.getByRole('button', { name: 'Add' }).first().click();
            await page.getByRole('dialog', { name: 'New account' }).getByRole('textbox', { name: 'Name' }).fill('Quayside Rope');
            await page.keyboard.press('Control+Enter');
            await expect(steps).toContainText('1 of 6');

            await page.goto(`${fresh.origin}/today`);
            await expect(steps).toContainText('Who do you talk to at Quayside Rope?');
            await look('first-steps');
            await steps.getByRole('button', { name: 'Add' }).click();
            const contact = page.getByRole('dialog', { name: 'New contact' });
            await expect(contact.getByRole('combobox', { name: 'Account' })).toHaveValue('Quayside Rope');
            await contact.getByRole('textbox', { name: 'Name', exact: true }).fill('Ana Ruiz');
            await page.keyboard.press('Control+Enter');
            await expect(steps).toContainText('2 of 6');

            await steps.getByRole('button', { name: 'Log' }).click();
            const log = page.getByRole('dialog', { name: 'Log a conversation' });
            await expect(log.getByRole('textbox').first()).toHaveValue(/^call: /);
            await page.keyboard.type('wants a price, next: send it tomorrow');
            await expect(log.getByRole('combobox', { name: 'Account' })).toHaveValue('Quayside Rope');
            await page.keyboard.press('Enter');
            await expect(steps).toContainText('4 of 6');

            await steps.getByRole('button', { name: 'Open' }).click();
            const deal = page.getByRole('dialog', { name: 'New opportunity' });
            await deal.getByRole('textbox', { name: 'Name' }).fill('Mooring lines');
            await page.keyboard.press('Control+Enter');
            await expect(steps).toContainText('5 of 6');
            await steps.getByRole('button', { name: 'Move' }).click();
            await expect(page.getByRole('heading', { level: 1, name: 'Mooring lines' })).toBeVisible();
            await page.getByRole('region', { name: 'Stage', exact: true }).getByRole('button', { name: /^Negotiation/ }).click();
            await expect(page.getByRole('button', { name: /^Negotiation/ })).toHaveAttribute('aria-current', 'step');
            await page.getByRole('button', { name: 'Your menu' }).click();
            await page.getByRole('menuitem', { name: 'First steps' }).click();
            await expect(steps).toContainText('You know the way');
            await steps.getByRole('button', { name: 'Close' }).click();
            await expect(page.getByText('First steps closed')).toBeVisible();
        } finally {
            await fresh.stop();
        }
    });

    test('fits a phone', async ({ page, look }) => {
        const fresh = await startProgram(0);
        try {
            await page.setViewportSize(PHONE);
            await page.goto(fresh.origin + fresh.firstLink);
            await page.getByRole('button', { name: 'Begin' }).click();
            await page.getByLabel('E-mail').fill('first@mill.example');
            await page.getByRole('textbox', { name: 'New password' }).fill('long enough words');
            await page.getByRole('button', { name: 'Save password and begin' }).click();
            await expect(page.getByRole('button', { name: 'Set up the book' })).toBeVisible();
            await look('first-day-phone');
        } finally {
            await fresh.stop();
        }
    });
});
