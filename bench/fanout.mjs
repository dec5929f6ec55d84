// How long a change takes to reach everybody: so many browsers listen to a server, one user changes a record, and the
// clock runs from before the request until the last of them has been told.
// Alone: node bench/fanout.mjs PROGRAM [BROWSERS [CHANGES]]
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const STREAMS_OF_USER = 50;

async function start(program, folder) {
  const server = spawn(program, ["serve", "--data", folder, "--listen", "127.0.0.1:0", "--quiet"], { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await new Promise((found) =>
    createInterface({ input: server.stdout }).on("line", (line) => {
      const match = /open at (http:\/\/\S+)/.exec(line);
      if (match) found(match[1]);
    }),
  );
  return { server, origin, port: Number(new URL(origin).port) };
}

function makeUser(program, folder, index) {
  const email = `listener.${index}@bench.example`;
  execFileSync(program, ["user", "add", "--name", `Listener ${index}`, "--email", email, "--role", "administrator", "--data", folder]);
  return execFileSync(program, ["token", "create", "--user", email, "--data", folder], { encoding: "utf8" }).trim();
}

/** A browser as far as events go: one socket; `heard` is called for each mark that comes by. */
function listen(port, token, mark, heard) {
  return new Promise((open, failed) => {
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("latin1");
    socket.on("error", failed);
    socket.on("data", (text) => {
      if (text.includes("event: hello")) open(socket);
      if (text.includes(mark)) heard();
    });
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  });
}

const kilobytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

/** { median, worst, memory }: milliseconds until the last browser was told; kilobytes that one open browser costs. */
export async function measureFanout(program, browsers = 200, changes = 50) {
  const folder = mkdtempSync(join(tmpdir(), "daybook-fanout-"));
  const { server, origin, port } = await start(program, folder);
  try {
    const tokens = Array.from({ length: Math.ceil(browsers / STREAMS_OF_USER) }, (_, i) => makeUser(program, folder, i));
    const ask = async (method, path, body) => {
      const headers = { Authorization: `Bearer ${tokens[0]}`, "Content-Type": "application/json" };
      return (await fetch(`${origin}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })).json();
    };
    const account = await ask("POST", "/accounts", { name: "Watched" });
    const before = kilobytes(server.pid);
    let waiting = 0;
    let everybody = () => {};
    const heard = () => --waiting === 0 && everybody();
    const sockets = [];
    for (let i = 0; i < browsers; i++)
      sockets.push(await listen(port, tokens[i % tokens.length], `"type":"account","plural":"accounts","id":${account.id},`, heard));
    const times = [];
    for (let i = 0; i < changes; i++) {
      waiting = browsers;
      const all = new Promise((done) => (everybody = done));
      const from = performance.now();
      await Promise.all([all, ask("PATCH", `/accounts/${account.id}`, { phone: `+49 30 ${1000 + i}` })]);
      times.push(performance.now() - from);
    }
    const memory = (kilobytes(server.pid) - before) / browsers;
    sockets.forEach((socket) => socket.destroy());
    times.sort((a, b) => a - b);
    return { median: times[Math.floor(times.length / 2)], worst: times.at(-1), memory };
  } finally {
    server.kill("SIGTERM");
    await new Promise((done) => server.once("exit", done));
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [program, browsers, changes] = process.argv.slice(2);
  const { median, worst, memory } = await measureFanout(program, browsers ? Number(browsers) : undefined, changes ? Number(changes) : undefined);
  console.log(`a change reaches ${browsers ?? 200} open browsers in ${median.toFixed(1)} ms (median), ${worst.toFixed(1)} ms (worst); one browser costs ${memory.toFixed(0)} kB`);
}
