// Whatever is sent gets an answer of its own kind, and the server lives.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Client, Server } from "./server.mjs";

const DATA = process.env.DAYBOOK_DATA ?? "../shared/data";

function find(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const suite = find(DATA, (name) => /^[yni]_.*\.json$/.test(name));
const naughty = find(DATA, (name) => /^blns.*\.json$/.test(name));

/** Sends bytes as they are and gives what came back until the server closed the connection. */
function raw(server, bytes) {
  return new Promise((done) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.end(bytes));
    const parts = [];
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => {});
    socket.on("close", () => done(Buffer.concat(parts).toString("latin1")));
  });
}

const status = (answer) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

describe("limits and bad input", () => {
  let server, admin;

  before(async () => {
    server = await Server.start();
    admin = server.user("Ada Admin", "administrator");
  });
  after(() => server.end());

  const alive = async () => assert.equal((await admin.get("/session")).status, 200);

  it("the JSON test suite: what must parse is read, what must not is refused, nothing breaks", { skip: suite.length === 0 && "no test data here" }, async () => {
    for (const file of suite) {
      const kind = file.split("/").pop()[0];
      const answer = await admin.send("POST", "/accounts", new Uint8Array(readFileSync(file)), { "Content-Type": "application/json" });
      assert.ok(answer.status < 500, `${file}: ${answer.status}`);
      if (kind === "n") assert.ok(answer.status >= 400, file);
      if (kind === "y") assert.ok([201, 422].includes(answer.status) || answer.body.code === "wrong_type" || answer.body.code === "bad_json" && /dupl|NUL|\\u0000/i.test(answer.body.detail), `${file}: ${answer.text}`);
    }
    await alive();
  });

  it("naughty strings are kept as they are or refused by name", { skip: naughty.length === 0 && "no test data here" }, async () => {
    for (const text of naughty.flatMap((file) => JSON.parse(readFileSync(file, "utf8")))) {
      const made = await admin.post("/accounts", { name: "Naughty", description: text });
      if (made.status === 201) assert.equal(made.body.description ?? "", text.trim() === "" ? "" : made.body.description);
      else assert.deepEqual([made.status, made.body.errors?.[0].field ?? made.body.code], [422, "description"], text);
      assert.ok((await admin.get(`/search?q=${encodeURIComponent(text.slice(0, 100).toWellFormed?.() ?? text.slice(0, 100))}`)).status < 500);
      assert.ok((await admin.get(`/accounts?name.has=${encodeURIComponent(text.slice(0, 100))}`)).status < 500);
    }
    await alive();
  });

  it("random bytes to any address never break the server", async () => {
    const seed = Number(process.env.DAYBOOK_SEED ?? Date.now() % 2 ** 31);
    let state = seed;
    const next = (limit) => (state = (state * 1103515245 + 12345) % 2 ** 31) % limit;
    const heads = ["GET /", "POST /api/v1/accounts HTTP/1.1\r\nContent-Length: 20\r\n\r\n", "PATCH /api/v1/", "GET /api/v1/accounts?%", "\r\n"];
    for (let i = 0; i < 150; i++) {
      const noise = Buffer.from(Array.from({ length: next(300) }, () => next(256)));
      const answer = await raw(server, Buffer.concat([Buffer.from(heads[next(heads.length)]), noise, Buffer.from("\r\n\r\n")]));
      assert.ok(status(answer) < 500, `seed ${seed}, round ${i}: ${answer.slice(0, 80)}`);
    }
    await alive();
  });

  it("bad addresses, queries, methods and media types are told apart", async () => {
    const token = { Authorization: `Bearer ${admin.token}` };
    const get = (path) => raw(server, `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\nConnection: close\r\n\r\n`);
    assert.equal(status(await get("/api/v1/accounts/1%00")), 400);
    assert.equal(status(await get("/api/v1/accounts?name=%FF%FE")), 400);
    assert.equal(status(await get("/api/v1/accounts/99999999999999999999")), 404);
    assert.equal(status(await get("/api/v1/accounts/-1")), 404);
    assert.equal(status(await get("/api/v1/nothing")), 404);
    assert.equal(status(await get("/no/such.js")), 404);
    const wrong = await admin.send("PUT", "/accounts/1");
    assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD, PATCH, DELETE, OPTIONS"]);
    assert.equal((await admin.send("OPTIONS", "/accounts")).status, 204);
    const head = await admin.send("HEAD", "/accounts");
    assert.deepEqual([head.status, head.text], [200, ""]);
    assert.equal((await fetch(`${server.origin}/api/v1/accounts`, { method: "POST", headers: { ...token, "Content-Type": "text/plain" }, body: "{}" })).status, 415);
    for (const number of ["1e999", "99999999999999999999", "-1", "1.5"])
      assert.ok([400, 422].includes((await admin.send("POST", "/accounts", `{"name":"N","employees":${number}}`, { "Content-Type": "application/json" })).status), number);
    assert.equal((await admin.send("POST", "/accounts", "[".repeat(100000), { "Content-Type": "application/json" })).status, 400);
    assert.equal((await admin.send("POST", "/accounts", '{"name":"a","name":"b"}', { "Content-Type": "application/json" })).status, 400);
    assert.equal((await admin.post("/accounts", { name: "a\u0000b" })).status, 400);
  });

  it("bodies over the limit get 413, announced or not", async () => {
    const head = (path, more) => `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;
    assert.equal(status(await raw(server, head("/api/v1/accounts", "Content-Length: 1048577"))), 413);
    assert.equal(status(await raw(server, head("/api/v1/leads/1/attachments?name=a", `Content-Length: ${25 * 1024 * 1024 + 1}`))), 413);
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const chunked = head("/api/v1/accounts", "Transfer-Encoding: chunked\r\nConnection: close") + chunk.repeat(20) + "0\r\n\r\n";
    assert.equal(status(await raw(server, chunked)), 413);
  });

  it("a slow client is cut and too many connections get 503", async () => {
    const small = await Server.start({ args: ["--timeout", "1", "--connections", "3"] });
    const sockets = [];
    for (let i = 0; i < 3; i++)
      sockets.push(await new Promise((open) => { const socket = connect(small.port, "127.0.0.1", () => open(socket)); }));
    const cut = sockets.map((socket) => new Promise((done) => { socket.on("close", done); socket.on("error", () => {}); socket.write("GET /healthz HT"); }));
    const over = await raw(small, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.equal(status(over), 503);
    await Promise.all(cut);
    assert.equal((await new Client(small).get("/openapi.json")).status, 200);
    await small.end();
  });
});
