import { expect, test } from './support/test.js';

const LIMIT = 300_000;

test('the first page view transfers less than 300 kB', async ({ page }) => {
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    let transferred = 0;
    const parts: string[] = [];
    const addresses = new Map<string, string>();
    network.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        transferred += encodedDataLength;
        parts.push(`${encodedDataLength} ${addresses.get(requestId)?.replace(/^.*\//, '/')}`);
    });
    await page.goto('/accounts', { waitUntil: 'networkidle' });
    await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first()).toBeVisible();
    expect(transferred, parts.join('\n')).toBeLessThan(LIMIT);
    test.info().annotations.push({ type: 'transferred', description: `${transferred} bytes` });
});

test('pages come with a policy that forbids foreign and inline scripts', async ({ page }) => {
    const answer = await page.goto('/accounts');
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await page.locator('script:not([src])').count()).toBe(0);
});
