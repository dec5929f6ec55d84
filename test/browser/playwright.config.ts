import { defineConfig } from '@playwright/test';

/** Debian's Chromium, the real program, a fresh book for each worker. */
export default defineConfig({
    testDir: '.',
    // Pictures for the documents are made when asked for: `./dev test pictures`.
    testIgnore: process.env.DAYBOOK_PICTURES ? [] : ['pictures.spec.ts'],
    outputDir: 'results',
    fullyParallel: false,
    workers: 2,
    retries: 0,
    forbidOnly: Boolean(process.env.CI),
    timeout: 180_000,
    expect: { timeout: 20_000 },
    reporter: [['list']],
    use: {
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        colorScheme: 'light',
        screenshot: 'only-on-failure',
        trace: 'retain-on-failure',
        actionTimeout: 20_000,
        launchOptions: {
            executablePath: process.env.DAYBOOK_CHROMIUM ?? '/usr/bin/chromium',
            args: [
                '--no-sandbox',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-default-apps',
                '--disable-domain-reliability',
                '--disable-sync',
                '--no-first-run',
                '--no-pings',
            ],
        },
    },
});
