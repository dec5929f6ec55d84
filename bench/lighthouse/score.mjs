// What Lighthouse says of one page: usage: score.mjs ADDRESS TOKEN
// Prints {"phone": {"performance": 97, "accessibility": 100}, "desktop": {…}} with what cost points on standard error.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [address, token] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const ROUNDS = 3;

const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update"],
});
const options = { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders: { Authorization: `Bearer ${token}` }, logLevel: "silent" };

async function score(config) {
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push((await lighthouse(address, options, config)).lhr);
  rounds.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const middle = rounds[Math.floor(ROUNDS / 2)];
  for (const { id, title, score: points, displayValue } of Object.values(middle.audits))
    if (points !== null && points < 0.9) console.error(`${middle.configSettings.formFactor}: ${id}: ${title} ${displayValue ?? ""}`);
  return Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(middle.categories[name].score * 100)]));
}

try {
  console.log(JSON.stringify({ phone: await score(), desktop: await score(desktopConfig) }));
} finally {
  await chrome.kill();
}
