// Starts what is measured, loads it, and reads what the machine says about it.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const PROGRAM = "build/release/daybook";
const IN_PROCESS = "build/release/bench_in_process";
const DAY = "build/release/bench_day";
const GENERATOR_THREADS = 1;

export const run = (command, args) =>
  execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
export const inProcess = (...args) => Number(run(IN_PROCESS, args.map(String)));
/** The numbers that bench_day prints. */
export const inDay = (...args) => run(DAY, args.map(String)).trim().split(" ").map(Number);

export async function serve(book) {
  const began = process.hrtime.bigint();
  const child = spawn(PROGRAM, ["serve", "--quiet", "--data", book, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  const origin = await new Promise((found, failed) => {
    child.once("exit", () => failed(new Error(`the server of ${book} ended`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /open at (http:\S+)/.exec(line);
      if (match) found(match[1]);
    });
  });
  await (await fetch(`${origin}/healthz`)).text();
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { book, origin, milliseconds, pid: child.pid, stop };
}

/** An administrator with a token, added to the book of a running server. */
export function letIn(server) {
  const email = "bench@test.example";
  run(PROGRAM, ["user", "add", "--data", server.book, "--name", "Bench", "--email", email, "--role", "administrator"]);
  server.token = run(PROGRAM, ["token", "create", "--data", server.book, "--user", email]).trim();
}

export async function get(server, path) {
  const answer = await fetch(server.origin + path, { headers: { Authorization: `Bearer ${server.token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Write transactions and commits so far. */
export async function writes(server) {
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  const figure = (name) => Number(new RegExp(`^daybook_store_${name}_total (\\d+)`, "m").exec(text)[1]);
  return { writes: figure("writes"), commits: figure("commits") };
}

const cpuTicks = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return Number(fields[11]) + Number(fields[12]);
};

export const residentMegabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

const milliseconds = (text, percent) => {
  const [, value, unit] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(text);
  return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit];
};

/** One round of wrk with a Lua script: requests per second, p50 and p99 in milliseconds, the generator's share of the CPU time. */
export async function load(server, lua, { connections, seconds, folder }) {
  const script = join(folder, "load.lua");
  writeFileSync(script, lua.replaceAll("TOKEN", server.token));
  const before = cpuTicks(server.pid);
  const args = [`-t${GENERATOR_THREADS}`, `-c${connections}`, `-d${seconds}s`, "--latency", "-s", script, server.origin];
  const child = spawn("wrk", args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  let own = 0;
  child.stdout.on("data", (part) => (text += part));
  const watch = setInterval(() => { try { own = cpuTicks(child.pid); } catch { clearInterval(watch); } }, 100);
  await new Promise((done) => child.once("close", done));
  clearInterval(watch);
  if (/Non-2xx/.test(text) || !/Requests\/sec/.test(text)) throw new Error(text);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
    p50: milliseconds(text, 50),
    p99: milliseconds(text, 99),
    generatorShare: own / (own + cpuTicks(server.pid) - before),
  };
}
