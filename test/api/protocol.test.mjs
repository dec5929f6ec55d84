// HTTP as such: headers, addresses, methods, connections that dawdle, and a stop in the middle of work.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { Client, Server } from "./server.mjs";

/** Sends bytes and gives everything that came back until the connection ended. */
function raw(server, bytes) {
  return new Promise((done) => {
    const parts = [];
    const socket = connect(server.port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => {});
    socket.on("close", () => done(Buffer.concat(parts).toString("latin1")));
  });
}

const statusOf = (answer) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

describe("HTTP", () => {
  let server, admin;

  before(async () => {
    server = await Server.start();
    admin = server.user("Ada Admin", "administrator");
  });
  after(() => server.end());

  const head = (method, path, ...headers) =>
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;

  it("every answer carries the security headers and a request id, which the client may choose", async () => {
    for (const path of ["/", "/api/v1/accounts", "/api/v1/nothing", "/healthz"]) {
      const answer = await fetch(server.origin + path, { headers: { "X-Request-Id": "mine-1" } });
      await answer.arrayBuffer();
      assert.match(answer.headers.get("content-security-policy"), /script-src 'self';.*frame-ancestors 'none'/, path);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.equal(answer.headers.get("referrer-policy"), "same-origin");
      assert.equal(answer.headers.get("x-request-id"), "mine-1");
    }
    const spoiled = await fetch(`${server.origin}/healthz`, { headers: { "X-Request-Id": "a b\"c" } });
    assert.match(spoiled.headers.get("x-request-id"), /^[\w-]{12}$/);
    assert.equal(spoiled.headers.get("cache-control"), "no-store");
    const missing = await admin.get("/accounts/77", { "X-Request-Id": "lost" });
    assert.equal(missing.body.request_id, "lost");
  });

  it("says what an address answers to", async () => {
    const options = async (path) => {
      const answer = await fetch(server.origin + path, { method: "OPTIONS" });
      return [answer.status, answer.headers.get("allow")];
    };
    assert.deepEqual(await options("/api/v1/accounts"), [204, "GET, HEAD, POST, OPTIONS"]);
    assert.deepEqual(await options("/api/v1/accounts/1"), [204, "GET, HEAD, PATCH, DELETE, OPTIONS"]);
    assert.deepEqual(await options("/accounts"), [204, "GET, HEAD, OPTIONS"]);
    assert.deepEqual(await options("/api/v1/nothing"), [404, null]);
  });

  it("refuses addresses that are not well-formed", async () => {
    for (const path of ["/api/v1/accounts?name=%zz", "/api/v1/accounts?name=%", "/api/v1/%2", "/api/v1/accounts%00", "api/v1/accounts", "/%ff%fe"])
      assert.equal(statusOf(await raw(server, head("GET", path))), 400, path);
    assert.equal(statusOf(await raw(server, head("POST", "xapi/v1/accounts", "Content-Length: 0"))), 400);
    assert.equal(statusOf(await raw(server, head("GET", `/api/v1/accounts?${"a=1&".repeat(65)}`))), 400);
    assert.ok(statusOf(await raw(server, head("GET", `/${"a".repeat(60000)}`))) >= 400);
    assert.ok(statusOf(await raw(server, head("GET", "/healthz", `X-Long: ${"a".repeat(60000)}`))) >= 400);
  });

  it("refuses what a proxy could read otherwise", async () => {
    const refused = async (...headers) => {
      const answer = await raw(server, head("POST", "/api/v1/accounts", "Content-Type: application/json", ...headers) + '{"name":"Twice"}');
      assert.equal(statusOf(answer), 400, answer.slice(0, 200));
    };
    await refused("Content-Length: 16", "Content-Length: 3");
    await refused("Content-Length: 16", "Transfer-Encoding: chunked");
    await refused("Content-Length: 16", "Content-Type: text/plain");
    await refused("Content-Length: 16", "Authorization: Bearer other");
    assert.deepEqual((await admin.get("/accounts?name=Twice")).body.items, []);
  });

  it("a header that is no text counts as not sent", async () => {
    const body = '{"name":"Latin"}';
    const answer = await raw(server, Buffer.from(head("POST", "/api/v1/accounts", "Content-Type: application/json", `Content-Length: ${body.length}`, "Idempotency-Key: \xff\xfe", "User-Agent: \xe9") + body, "latin1"));
    assert.equal(statusOf(answer), 201, answer);
  });

  it("reads JSON of the depth that records need, and no deeper", async () => {
    const nested = (depth) => admin.send("POST", "/accounts", `{"name":${"[".repeat(depth)}${"]".repeat(depth)}}`, { "Content-Type": "application/json" });
    assert.equal((await nested(31)).status, 422);
    const deep = await nested(32);
    assert.deepEqual([deep.status, deep.body.code], [400, "too_deep"]);
    assert.equal((await admin.post("/accounts", { name: "[".repeat(100) + '"\\{' })).status, 201);
    for (const type of ["application/json; charset=utf-8", "Application/JSON"])
      assert.equal((await admin.send("POST", "/accounts", '{"name":"J"}', { "Content-Type": type })).status, 201, type);
    for (const type of ["application/jsonp", "text/json", "application/json-patch+json"])
      assert.equal((await admin.send("POST", "/accounts", '{"name":"J"}', { "Content-Type": type })).status, 415, type);
  });

  it("a create that is sent again answers with the same headers", async () => {
    const key = { "Idempotency-Key": "again" };
    const [first, second] = [await admin.post("/accounts", { name: "Again" }, key), await admin.post("/accounts", { name: "Again" }, key)];
    for (const name of ["location", "etag"]) assert.equal(second.headers.get(name), first.headers.get(name));
    assert.equal(second.headers.get("location"), `/api/v1/accounts/${first.body.id}`);
  });

  it("the catalogue is sent once and then only confirmed", async () => {
    const first = await admin.get("/catalogue");
    assert.equal(first.headers.get("cache-control"), "private, no-cache");
    assert.equal((await admin.get("/catalogue", { "If-None-Match": first.headers.get("etag") })).status, 304);
    assert.notEqual((await admin.get("/catalogue?locale=zh")).text, first.text);
  });

  it("long answers are packed for who can unpack them, short ones and files are not", async () => {
    const packed = async (path, coding) => {
      const answer = await raw(server, head("GET", path, `Accept-Encoding: ${coding}`));
      return [/^Content-Encoding: (.*)\r$/im.exec(answer)?.[1], /^Vary: (.*)\r$/im.exec(answer)?.[1]];
    };
    assert.deepEqual(await packed("/api/v1/catalogue", "gzip, br"), ["gzip", "Accept-Encoding"]);
    assert.deepEqual(await packed("/api/v1/catalogue", "identity"), [undefined, undefined]);
    assert.deepEqual(await packed("/api/v1/session", "gzip"), [undefined, undefined]);
    const [plain, whole] = await Promise.all(["identity", "gzip"].map((coding) => admin.get("/catalogue", { "Accept-Encoding": coding })));
    assert.equal(plain.text, whole.text);
  });

  it("serves the web app at every address that is none of the API", async () => {
    const page = await fetch(`${server.origin}/accounts/17`, { headers: { "Accept-Encoding": "br" } });
    const text = await page.text();
    if (page.status === 404) return assert.match(text, /nothing here/);
    assert.match(page.headers.get("content-type"), /^text\/html/);
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.equal((await fetch(`${server.origin}/accounts/17`, { headers: { "If-None-Match": page.headers.get("etag") } })).status, 304);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(text)?.[1];
    const asset = await fetch(server.origin + script);
    await asset.arrayBuffer();
    assert.match(asset.headers.get("cache-control"), /immutable/);
    assert.equal((await fetch(`${server.origin}/assets/none.js`)).status, 404);
    assert.equal((await fetch(`${server.origin}/accounts`, { method: "POST" })).status, 404);
  });

  it("the page of a record bears its name for who may see it, and for nobody else", async () => {
    const account = (await admin.post("/accounts", { name: 'Tom & <b>"Jerry"</b>' })).body;
    const open = async (path, headers = { Authorization: `Bearer ${admin.token}` }) => {
      const page = await fetch(server.origin + path, { headers });
      return { status: page.status, text: await page.text(), kept: page.headers.get("cache-control") };
    };
    const own = await open(`/accounts/${account.id}`);
    if (own.status === 404) return;
    const name = "Tom &amp; &lt;b&gt;&quot;Jerry&quot;&lt;/b&gt;";
    assert.ok(own.text.includes(`<title>${name} · Daybook</title>`), own.text);
    assert.ok(own.text.includes(`<p dir="auto">${name}</p>`));
    assert.equal(own.kept, "private, no-cache");
    const plain = (await open("/accounts")).text;
    assert.match(plain, /<title>Daybook<\/title>/);
    assert.equal((await open(`/accounts/${account.id}`, {})).text, plain, "nobody");
    assert.equal((await open(`/accounts/${account.id}`, { Authorization: "Bearer wrong" })).text, plain, "a wrong token");
    for (const path of ["/accounts/999999", "/accounts/0", `/accounts/${account.id}x`, `/nothing/${account.id}`, `/accounts/${account.id}/history`])
      assert.equal((await open(path)).text, plain, path);
  });

  it("metrics are for this machine and for administrators", async () => {
    const figures = await (await fetch(`${server.origin}/metrics`)).text();
    assert.match(figures, /^# TYPE daybook_requests_total counter\ndaybook_requests_total \d+$/m);
    const through = (headers) => fetch(`${server.origin}/metrics`, { headers: { "X-Forwarded-For": "10.0.0.9, 203.0.113.7", ...headers } });
    assert.equal((await through({})).status, 401);
    assert.equal((await through({ Authorization: `Bearer ${admin.token}` })).status, 200);
    const seller = server.user("Sam Seller", "representative");
    assert.equal((await through({ Authorization: `Bearer ${seller.token}` })).status, 403);
  });

  it("a client that trickles is cut, wherever it dawdles", async () => {
    const small = await Server.start({ args: ["--timeout", "1"] });
    const trickle = (text) =>
      new Promise((done) => {
        let at = 0;
        const parts = [];
        const socket = connect(small.port, "127.0.0.1");
        const timer = setInterval(() => socket.write(text[at++ % text.length]), 100);
        socket.on("data", (part) => parts.push(part));
        socket.on("error", () => {});
        socket.on("close", () => {
          clearInterval(timer);
          done(Buffer.concat(parts).toString());
        });
        socket.write("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n");
      });
    const [inHead, inBody] = await Promise.all([trickle("X-A: b\r\n"), trickle("Content-Length: 9000\r\n\r\n".concat(" ".repeat(9000)))]);
    assert.deepEqual([inHead, inBody], ["", ""]);
    assert.equal((await fetch(`${small.origin}/healthz`)).status, 200);
    await small.end();
  });

  it("a stop answers what has begun and ends kept connections", async () => {
    const small = await Server.start();
    const client = small.user("Sue Stopper", "administrator");
    const body = JSON.stringify({ name: "Begun before the stop" });
    const request = `POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${client.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`;
    const answered = new Promise((done) => {
      const parts = [];
      const socket = connect(small.port, "127.0.0.1", () => socket.write(request));
      socket.on("data", (part) => {
        parts.push(part);
        if (parts.length > 1) return;
        small.process.kill("SIGTERM");
        socket.write(body);
      });
      socket.on("close", () => done(Buffer.concat(parts).toString()));
    });
    const answer = await answered;
    assert.match(answer, /HTTP\/1\.1 100 Continue[^]*HTTP\/1\.1 201 /);
    assert.deepEqual(await small.exited, { code: 0, signal: null });
    await small.launch();
    assert.equal((await client.get("/accounts?name=Begun%20before%20the%20stop")).body.items.length, 1);
    await small.end();
  });

  it("a session is lengthened while it is used and ends when the password changes elsewhere", async () => {
    const user = server.user("Sid Session", "representative");
    const first = await new Client(server).post("/session/link", { token: user.link });
    const session = (answer) =>
      new Client(server, { headers: { Cookie: answer.headers.get("set-cookie").split(";")[0], "X-CSRF-Token": answer.body.csrf_token } });
    const here = session(first);
    assert.match(first.headers.get("set-cookie"), /Max-Age=1209600/);
    assert.equal((await here.post("/session/password", { password: "the first password" })).status, 204);
    const there = session(await new Client(server).post("/session", { email: user.email, password: "the first password" }));
    assert.equal((await there.get("/session")).status, 200);
    const changed = await here.post("/session/password", { current: "the first password", password: "the second password" });
    assert.equal(changed.status, 204, changed.text);
    assert.equal((await there.get("/session")).status, 401);
    assert.equal((await here.get("/session")).status, 200);
  });
});
