/** What a task costs a user: keys pressed and steps taken (a screen, dialog or control gone to), counted while the test
 * does it and written to results/effort/NAME.json, from where the documents quote it. */
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'results', 'effort');

export class Effort {
    private keys = 0;
    private typed = 0;
    private clicks = 0;
    private readonly steps: string[] = [];

    constructor(
        private readonly page: Page,
        private readonly task: string,
    ) {}

    /** One key or chord that does something. */
    async press(key: string, step: string) {
        this.keys++;
        this.steps.push(step);
        await this.page.keyboard.press(key);
    }

    /** Letters of what only the user knows. */
    async type(text: string) {
        this.typed += text.length;
        await this.page.keyboard.type(text);
    }

    async click(what: { click: () => Promise<void> }, step: string) {
        this.clicks++;
        this.steps.push(step);
        await what.click();
    }

    /** `keystrokes` counts letters and keys alike. */
    write() {
        const counted = { task: this.task, keystrokes: this.keys + this.typed, keys: this.keys, letters: this.typed, clicks: this.clicks, steps: this.steps };
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${this.task.replace(/\W+/g, '-')}.json`), `${JSON.stringify(counted, null, 4)}\n`);
        return counted;
    }
}
