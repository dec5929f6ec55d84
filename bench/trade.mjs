// Trade: orders that become posted invoices, a history of orders that is loaded, and what the books say of it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { get, inProcess, letIn, PROGRAM, run, serve, writes } from "./program.mjs";

const AT_ONCE = 16;
const DATA = process.env.DAYBOOK_DATA ?? "../shared/data";
const LINES = Number(process.env.BENCH_LINES ?? 1000000);
const SALES = join(DATA, "transactions/adventureworks_dw/FactResellerSales.csv.gz");

async function post(server, path, body) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${server.token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function openBook(book, currency, first_month) {
  const server = await serve(book);
  letIn(server);
  await post(server, "/ledger", { chart: "trading", currency, year_begins: 1, first_month });
  return server;
}

/** Order, delivery, invoice and entry, each cycle durable before the next of its client begins. */
async function measureCycles(folder, seconds, { number, say }) {
  const server = await openBook(join(folder, "cycles"), "SGD", "2026-01");
  const account = await post(server, "/accounts", { name: "Cancity", currency: "SGD", payment_terms: "net_30" });
  const product = await post(server, "/products", { name: "Ware", kind: "service", price: "25.00", currency: "SGD" });
  const order = { account: account.id, date: "2026-01-15", lines: [{ product: product.id, quantity: "2" }, { product: product.id, quantity: "3", discount_percent: "5" }] };
  const before = await writes(server);
  const until = Date.now() + seconds * 1000;
  let cycles = 0;
  const client = async () => {
    for (; Date.now() < until; cycles++) {
      const { record } = await post(server, "/orders", order);
      await post(server, `/orders/${record.id}/deliver`, { date: "2026-01-16", invoice: true });
    }
  };
  const began = Date.now();
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  const rate = (cycles * 1000) / (Date.now() - began);
  const after = await writes(server);
  await server.stop();
  const group = Math.max(1, Math.round((after.writes - before.writes) / 2 / (after.commits - before.commits)));
  const raw = inProcess("order", join(folder, "cycles", "daybook.db"), 1, group, seconds);
  say(`order to posted invoice: ours ${number(rate)} cycles/s durable over HTTP from ${AT_ONCE} clients (${group} to a commit) / ` +
    `reference ${number(raw)}/s of the same rows by raw SQLite group commit = ${number(rate / raw)}`);
}

/** The middle of so many answers, in milliseconds. */
async function answerTime(server, path) {
  const times = [];
  for (let i = 0; i < 21; i++) {
    const began = process.hrtime.bigint();
    await get(server, `/api/v1${path}`);
    times.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  return times.sort((a, b) => a - b)[10];
}

const STATEMENTS = {
  "income statement of three years": "/ledger/income-statement?from=2011-01-01&to=2013-12-31&columns=year",
  "accounts receivable by age": "/receivables/ageing?date=2013-06-30",
};

/** The lines again and again, each time as orders of other numbers, until there are so many. */
function repeatLines(lines, many) {
  const again = (line, time) => (time === 0 ? line : line.replace(/,SO/, `,R${time}SO`));
  return Array.from({ length: many }, (_, i) => again(lines[i % lines.length], Math.floor(i / lines.length)));
}

async function loadHistory(folder, header, lines) {
  const book = join(folder, `history-${lines.length}`);
  writeFileSync(`${book}.csv`, `${header}\n${lines.join("\n")}\n`);
  const { token, stop } = await openBook(book, "USD", "2010-12");
  await stop();
  const began = process.hrtime.bigint();
  run(PROGRAM, ["orders", "import", "--paid", "--data", book, `${book}.csv`]);
  return { book, token, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
}

async function measureStatements({ book, token }) {
  const server = Object.assign(await serve(book), { token });
  const times = {};
  for (const [statement, path] of Object.entries(STATEMENTS)) times[statement] = await answerTime(server, path);
  await server.stop();
  return times;
}

/** What a statement costs should not grow with the lines behind it. */
async function measureHistory(folder, { number, say }) {
  if (!existsSync(SALES)) return say(`a history of orders: skipped, there is no ${SALES}`);
  const [header, ...lines] = gunzipSync(readFileSync(SALES)).toString().trim().split("\n");
  const whole = await loadHistory(folder, header, lines);
  say(`orders with deliveries, invoices and payments: ${number(lines.length)} lines loaded and posted in ${number(whole.seconds)} s (aim: under 20)`);
  const [few, many] = [LINES / 10, LINES];
  const atFew = await measureStatements(await loadHistory(folder, header, repeatLines(lines, few)));
  const atMany = await measureStatements(await loadHistory(folder, header, repeatLines(lines, many)));
  for (const statement of Object.keys(STATEMENTS))
    say(`${statement}: ${number(atMany[statement])} ms at ${number(many)} invoice lines / ${number(atFew[statement])} ms at ${number(few)} = ` +
      `${number(atMany[statement] / atFew[statement])} (aim: under 50 ms at either, flat)`);
}

export async function measureTrade(folder, seconds, tools) {
  await measureCycles(folder, seconds, tools);
  await measureHistory(folder, tools);
}
