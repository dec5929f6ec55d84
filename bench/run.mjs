// Ratios, not absolute times: both sides of each are measured in this run, on this machine. Load stays on the loopback,
// bounded in count and time.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { brotliCompressSync } from "node:zlib";

const program = "build/release/daybook";
const inProcess = "build/release/bench_in_process";
const folder = mkdtempSync(join(tmpdir(), "daybook-bench-"));
const SECONDS = 5;
const LARGE = Number(process.env.BENCH_ACCOUNTS ?? 100000);

const run = (command, args) => execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
const number = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });
const say = (text) => console.log(text);

async function serve(book) {
  const began = process.hrtime.bigint();
  const child = spawn(program, ["serve", "--quiet", "--data", book, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  const origin = await new Promise((found) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /open at (http:\S+)/.exec(line);
      if (match) found(match[1]);
    });
  });
  await (await fetch(`${origin}/healthz`)).text();
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  const email = "bench@test.example";
  let token;
  try {
    run(program, ["user", "add", "--data", book, "--name", "Bench", "--email", email, "--role", "administrator"]);
  } finally {
    token = run(program, ["token", "create", "--data", book, "--user", email]).trim();
  }
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { origin, token, milliseconds, child, stop };
}

const cpuTicks = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return Number(fields[11]) + Number(fields[12]);
};

const resident = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** wrk with a Lua script that makes the requests; gives requests per second, p50 and p99 in ms, and the generator's share of the CPU. */
async function load(server, lua, connections) {
  const script = join(folder, "load.lua");
  writeFileSync(script, lua.replaceAll("TOKEN", server.token));
  const before = cpuTicks(server.child.pid);
  const began = process.hrtime.bigint();
  const child = spawn("wrk", ["-t1", `-c${connections}`, `-d${SECONDS}s`, "--latency", "-s", script, server.origin], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => (text += part));
  let own = 0;
  const watch = setInterval(() => { try { own = cpuTicks(child.pid); } catch { clearInterval(watch); } }, 200);
  await new Promise((done) => child.once("exit", done));
  clearInterval(watch);
  const ticks = cpuTicks(server.child.pid) - before;
  const milliseconds = (line) => {
    const [, value, unit] = new RegExp(`${line}\\s+([\\d.]+)(us|ms|s)`).exec(text);
    return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit];
  };
  if (/Non-2xx/.test(text)) throw new Error(text);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
    p50: milliseconds("50%"),
    p99: milliseconds("99%"),
    generatorShare: own / (own + ticks),
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

const requests = (path) => `
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", ${path}, { ["Authorization"] = "Bearer TOKEN" })
end`;

const creates = `
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/accounts", { ["Authorization"] = "Bearer TOKEN", ["Content-Type"] = "application/json" },
    '{"name":"Bench account ' .. n .. '"}')
end`;

const lists = requests(`({"/api/v1/accounts?limit=50", "/api/v1/accounts?limit=50&sort=-created_at", "/api/v1/accounts?limit=50&mine=true"})[n % 3 + 1]`);
const words = ["vel", "quor", "tamar", "brisol", "halen", "systems vel", "logistcs", "sylar", "dunev", "robotics"];
const searches = requests(`({${words.map((word) => `"/api/v1/search?q=${encodeURIComponent(word)}"`).join(", ")}})[n % ${words.length} + 1]`);

function firstPageBytes() {
  const html = readFileSync("ui/dist/index.html", "utf8");
  const names = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);
  const page = readdirSync("ui/dist/assets").filter((name) => /^(ListPage|SignedIn)-/.test(name)).map((name) => `assets/${name}`);
  const font = [...new Set([...names, ...page].filter((name) => name.endsWith(".css")).flatMap((name) => [...readFileSync(join("ui/dist", name), "utf8").matchAll(/url\(\/?(assets\/[^)]*latin-wght-normal[^)]*woff2)\)/g)].map((match) => match[1])))].filter((name) => !name.includes("latin-ext"));
  const files = ["index.html", ...new Set([...names, ...page, ...font])];
  return files.reduce((sum, name) => {
    const bytes = readFileSync(join("ui/dist", name));
    return sum + (name.endsWith(".woff2") ? bytes.length : brotliCompressSync(bytes).length);
  }, 0);
}

async function main() {
  const small = join(folder, "small");
  const large = join(folder, "large");
  run(program, ["demo", "--data", small, "--accounts", "1000"]);
  const filling = process.hrtime.bigint();
  run(program, ["demo", "--data", large, "--accounts", String(LARGE)]);
  say(`sample book of ${number(LARGE)} accounts made in ${number(Number(process.hrtime.bigint() - filling) / 1e9)} s, ${number(statSync(join(large, "daybook.db")).size / 1e6)} MB`);

  const started = await serve(small);
  say(`start to first answer: ${number(started.milliseconds)} ms (aim: under 200)`);
  const overview = await load(started, requests(`"/api/v1/accounts/" .. (n * 7919 % 1000 + 1) .. "/overview"`), 8);
  const listSmall = await load(started, lists, 4);
  const searchSmall = await load(started, searches, 4);
  const created = await load(started, creates, 32);
  await started.stop();

  const direct = Number(run(inProcess, ["overview", join(small, "daybook.db"), String(SECONDS), "2"]));
  const alone = overview.perSecond / (1 - overview.generatorShare);
  say(`account overview: ${number(overview.perSecond)}/s over HTTP / ${number(direct)}/s in process on both cores = ${number((overview.perSecond / direct) * 100)} % ` +
    `(the load generator took ${number(overview.generatorShare * 100)} % of the CPU; without it ${number((alone / direct) * 100)} %; aim: at least 60 %)`);
  const raw = Number(run(inProcess, ["commit", folder, String(SECONDS)]));
  say(`creates: ${number(created.perSecond)}/s durable over HTTP, with history and search / ${number(raw)} bare rows/s of raw group commit = ${number((created.perSecond / raw) * 100)} %`);

  const big = await serve(large);
  const listLarge = await load(big, lists, 4);
  const searchLarge = await load(big, searches, 4);
  say(`list: p99 ${number(listLarge.p99)} ms at ${number(LARGE)} / ${number(listSmall.p99)} ms at 1,000 accounts = ${number(listLarge.p99 / listSmall.p99)} (p50 ${number(listLarge.p50)} / ${number(listSmall.p50)}; aim: under 2)`);
  say(`search: p99 ${number(searchLarge.p99)} ms at ${number(LARGE)} / ${number(searchSmall.p99)} ms at 1,000 accounts = ${number(searchLarge.p99 / searchSmall.p99)} (p50 ${number(searchLarge.p50)} / ${number(searchSmall.p50)}; aim: under 2)`);
  say(`resident memory at ${number(LARGE)} accounts after this load: ${number(resident(big.child.pid))} MB (aim: under 100)`);
  await big.stop();

  const csv = join(folder, "opportunities.csv");
  writeFileSync(csv, "name,amount,expected_close\n" + Array.from({ length: 100000 }, (_, i) => `Deal ${i},${i}.50,2027-01-${String((i % 28) + 1).padStart(2, "0")}`).join("\n") + "\n");
  const importing = process.hrtime.bigint();
  run(program, ["import", "--data", join(folder, "import"), "--type", "opportunity", csv]);
  const importSeconds = Number(process.hrtime.bigint() - importing) / 1e9;
  say(`import: 100,000 rows in ${number(importSeconds)} s (aim: well under a minute)`);
  say(`first page: ${number(firstPageBytes() / 1000)} kB compressed (aim: under 300)`);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
