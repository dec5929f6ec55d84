// Ratios, not absolute times. The two sides of a ratio are measured in turn, a few rounds each, and the middle one
// counts, so that what else the machine does meets both. Load stays on the loopback, bounded in count and time.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { measureDuplicates, measureEvents, measureQuickLog, measureToday } from "./day.mjs";
import { measureAccountPage } from "./lighthouse.mjs";
import { inProcess, letIn, load, PROGRAM, residentMegabytes, run, serve, writes } from "./program.mjs";
import { creates, lists, overviews, searches } from "./requests.mjs";
import { measureTrade } from "./trade.mjs";

const folder = mkdtempSync(join(tmpdir(), "daybook-bench-"));
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const CLIENTS = 8; /* at once, on either side */
const SMALL = 1000;
const DAY = 4000; /* the most that are told with all their conversations, tasks and promises, near enough */
const LARGE = Number(process.env.BENCH_ACCOUNTS ?? 100000);

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });
const say = (text) => console.log(text);
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${number(Math.min(...values))} to ${number(Math.max(...values))}`;

/** Rounds of both in turn: the middle of each side, of the ratio, and how far the ratio went. */
async function compare(ours, reference) {
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push({ ours: await ours(i), reference: await reference(i) });
  const ratios = rounds.map((round) => round.ours / round.reference);
  return {
    ours: middle(rounds.map((round) => round.ours)),
    reference: middle(rounds.map((round) => round.reference)),
    ratio: middle(ratios),
    spread: spread(ratios),
  };
}

async function measureOverview(server) {
  const shares = [];
  const result = await compare(
    async () => {
      const round = await load(server, overviews(SMALL), { connections: CLIENTS, seconds: SECONDS, folder });
      shares.push(round.generatorShare);
      return round.perSecond;
    },
    () => inProcess("overview", join(server.book, "daybook.db"), SECONDS, CLIENTS),
  );
  say(`account overview: ours ${number(result.ours)}/s over HTTP / reference ${number(result.reference)}/s in process, ${CLIENTS} at a time on either side, = ` +
    `${number(result.ratio)} (${result.spread}; aim: at least 0.60, with the load generator taking ${number(middle(shares) * 100)} % of the CPU time)`);
}

/** The reference commits the very rows that the load has just created, as many at once as the server did. */
async function measureCreates(server) {
  const rates = [];
  const before = await writes(server);
  for (let i = 0; i < ROUNDS; i++)
    rates.push((await load(server, creates(String.fromCharCode(97 + i)), { connections: 32, seconds: SECONDS, folder })).perSecond);
  const after = await writes(server);
  await server.stop();
  const group = Math.max(1, Math.round((after.writes - before.writes) / (after.commits - before.commits)));
  const raw = inProcess("account", join(server.book, "daybook.db"), SMALL + 1, group, ROUNDS * SECONDS);
  const rate = middle(rates);
  say(`creates: ours ${number(rate)}/s durable over HTTP from 32 clients (${spread(rates)}; ${group} to a commit) / ` +
    `reference ${number(raw)}/s of the same rows by raw SQLite group commit = ${number(rate / raw)}`);
}

async function measureSizes(small, large) {
  const kinds = { list: lists, search: searches };
  for (const [kind, requests] of Object.entries(kinds)) {
    const halves = { ours: [], reference: [] };
    const round = async (server, side) => {
      const result = await load(server, await requests(server), { connections: 2, seconds: SECONDS, folder });
      halves[side].push(result.p50);
      return result.p99;
    };
    const result = await compare(() => round(large, "ours"), () => round(small, "reference"));
    say(`${kind}: ours p99 ${number(result.ours)} ms at ${number(LARGE)} accounts / reference ${number(result.reference)} ms at ${number(SMALL)} = ` +
      `${number(result.ratio)} (${result.spread}; p50 ${number(middle(halves.ours))} / ${number(middle(halves.reference))} ms; aim: under 2)`);
  }
}

async function measureStarts(book) {
  const starts = [];
  for (let i = 0; i < ROUNDS; i++) {
    const server = await serve(book);
    starts.push(server.milliseconds);
    await server.stop();
  }
  say(`start to first answer at ${number(LARGE)} accounts: ${number(middle(starts))} ms (${spread(starts)}; aim: under 200)`);
}

function measureImport() {
  const csv = join(folder, "opportunities.csv");
  const day = (i) => String((i % 28) + 1).padStart(2, "0");
  const rows = Array.from({ length: 100000 }, (_, i) => `Deal ${i},Account ${i % 2000},${i}.50,2027-01-${day(i)}`);
  writeFileSync(csv, `name,account,amount,expected_close\n${rows.join("\n")}\n`);
  run(PROGRAM, ["demo", "--data", join(folder, "import"), "--accounts", "10"]);
  const began = process.hrtime.bigint();
  run(PROGRAM, ["import", "--data", join(folder, "import"), "--type", "opportunity", csv]);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  say(`import: 100,000 opportunities of 2,000 new accounts in ${number(seconds)} s, ${number(100000 / seconds)} rows/s (aim: well under a minute)`);
}

/** What the page of a list loads: the document, what it names, the screen itself, and its font. */
function measureFirstPage() {
  const read = (name) => readFileSync(join("ui/dist", name));
  const named = [...read("index.html").toString().matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);
  const screen = readdirSync("ui/dist/assets").filter((name) => /^ListPage-/.test(name)).map((name) => `assets/${name}`);
  const files = new Set(["index.html", ...named, ...screen]);
  for (const name of [...files].filter((each) => each.endsWith(".css")))
    for (const [, font] of read(name).toString().matchAll(/url\(\/?(assets\/[^)]*woff2)\)/g)) files.add(font);
  let sum = 0;
  for (const name of files) sum += name.endsWith(".woff2") ? read(name).length : brotliCompressSync(read(name)).length;
  say(`first page: ${number(sum / 1000)} kB compressed in ${files.size} files (aim: under 300)`);
}

/** Duplicates last: they write, and so do the accounts that change hands for Today. */
async function measureDay(books) {
  const file = (book) => join(book, "daybook.db");
  const tools = { compare, number, say };
  await measureQuickLog(file(books.large), file(books.small), tools);
  await measureToday(file(books.day), tools);
  await measureEvents(tools);
  measureDuplicates(file(books.large), file(books.day), tools);
}

async function main() {
  if (process.env.BENCH_ONLY === "trade") return measureTrade(folder, SECONDS, { number, say });
  const book = (name, accounts) => {
    run(PROGRAM, ["demo", "--data", join(folder, name), "--accounts", String(accounts)]);
    return join(folder, name);
  };
  const began = process.hrtime.bigint();
  const largeBook = book("large", LARGE);
  say(`a sample book of ${number(LARGE)} accounts: made in ${number(Number(process.hrtime.bigint() - began) / 1e9)} s, ` +
    `${number(statSync(join(largeBook, "daybook.db")).size / 1e6)} MB`);
  await measureStarts(largeBook);
  const small = await serve(book("small", SMALL));
  const large = await serve(largeBook);
  letIn(small);
  letIn(large);
  await measureSizes(small, large);
  await load(large, overviews(LARGE), { connections: 8, seconds: SECONDS, folder });
  say(`resident memory at ${number(LARGE)} accounts after this load: ${number(residentMegabytes(large.pid))} MB (aim: under 100)`);
  await large.stop();
  await measureDay({ large: largeBook, small: small.book, day: book("day", DAY) });
  await measureAccountPage(small, { say });
  await measureOverview(small);
  await measureCreates(small);
  measureImport();
  await measureTrade(folder, SECONDS, { number, say });
  measureFirstPage();
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
