// hledger as a judge: what it makes of our export, beside what we say.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const HLEDGER = spawnSync("hledger", ["--version"]).status === 0;
const run = async (...args) => (await promisify(execFile)("hledger", args, { maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: "C.UTF-8" } })).stdout;
const TOPS = {
  asset: "assets",
  liability: "liabilities",
  equity: "equity",
  revenue: "revenues",
  contra_revenue: "revenues:contra",
  cost_of_sales: "expenses:cost of sales",
  expense: "expenses",
  other_income: "revenues:other",
};

export const cents = (text) => Math.round(Number(text) * 100);

/** Numbers that a seed repeats (mulberry32). */
export function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Our trial balance: [account, cents], debits positive. */
export async function trialBalance(client, date) {
  const { rows } = (await client.get(`/ledger/trial-balance?date=${date}`)).body;
  return rows.map(({ ledger_account, type, debit, credit }) => [`${TOPS[type]}:${ledger_account.code} ${ledger_account.title}`, cents(debit ?? `-${credit}`)]).sort();
}

/** Writes the export down, has it checked, and asks hledger for the balances at the end of each date. */
export async function judge(client, currency, dates) {
  const folder = mkdtempSync(join(tmpdir(), "daybook-hledger-"));
  try {
    const file = join(folder, "journal");
    writeFileSync(file, (await client.get("/ledger/export?format=hledger")).text);
    await run("-f", file, "check");
    const judged = [];
    for (const date of dates) {
      const end = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
      const out = await run("-f", file, "balance", "--cost", "--flat", "--no-total", "--end", end, "-O", "csv");
      const rows = out.trim().split("\n").slice(1).map((line) => JSON.parse(`[${line}]`));
      judged.push(rows.map(([account, amount]) => [account, cents(amount.replace(`${currency} `, ""))]).filter(([, amount]) => amount !== 0).sort());
    }
    return judged;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
