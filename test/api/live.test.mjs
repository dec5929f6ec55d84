// What one user does, the others see: the stream of events, who looks at what, notifications, follows, mentions.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { Events } from "./events.mjs";
import { Client, ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`live on ${engine}`, () => {
    let server, ada, bob, open;

    before(async () => {
      server = await Server.start({ engine });
      ada = server.user("Ada Admin", "administrator");
      bob = server.user("Bob Buyer", "representative");
      for (const client of [ada, bob]) client.id = (await client.get("/session")).body.user.id;
      open = [];
    });
    after(() => server.end());

    const listen = async (client, options) => {
      const events = await Events.open(client, options);
      open.push(events);
      return events;
    };

    it("a change by one user is told to the other, with who made it", async () => {
      const events = await listen(bob);
      assert.match(events.answer.headers.get("content-type"), /^text\/event-stream/);
      const account = await ada.create("accounts", { name: "Cancity" });
      const created = await events.next("change", (change) => change.type === "account");
      assert.deepEqual({ ...created, at: null, request: null }, {
        type: "account", plural: "accounts", id: account.id, version: 1, action: "created",
        by: { id: ada.id, title: "Ada Admin" }, at: null, request: null, about: [],
      });
      await ada.patch(`/accounts/${account.id}`, { phone: "+49 30 1234567" }, { "X-Request-Id": "window-7.1" });
      const changed = await events.next("change", (change) => change.action === "updated");
      assert.deepEqual([changed.id, changed.version, changed.request], [account.id, 2, "window-7.1"]);
      assert.doesNotMatch(JSON.stringify(changed), /1234567/, "values are read by who may see them, never told");
      const task = await ada.create("tasks", { subject: "Ring them", account: account.id });
      assert.deepEqual((await events.next("change", (change) => change.type === "task")).about, [{ plural: "accounts", id: account.id }]);
      await ada.delete(`/tasks/${task.id}`);
      await ada.post(`/accounts/${account.id}/archive`);
      assert.equal((await events.next("change", (change) => change.type === "account")).action, "archived");
      await ada.delete(`/accounts/${account.id}`);
      const deleted = await events.next("change", (change) => change.action === "deleted");
      assert.deepEqual([deleted.id, deleted.version], [account.id, null]);
      await events.close();
    });

    it("who comes back is told what was missed, once; after too much to read everything anew", async () => {
      const first = await listen(bob);
      const before = await ada.create("contacts", { name: "Seen" });
      await first.next("change", (change) => change.id === before.id && change.type === "contact");
      await first.close();
      const missed = await ada.create("contacts", { name: "Missed" });
      const second = await listen(bob, { after: first.lastId });
      assert.deepEqual(second.received.filter(({ data }) => data.id === before.id), []);
      const third = await listen(bob, { path: `/api/v1/events?after=${first.lastId}` });
      const again = await ada.create("contacts", { name: "Afterwards" });
      for (const events of [second, third]) {
        assert.equal((await events.next("change", (change) => change.id === again.id)).action, "created");
        await events.close();
      }
      assert.ok(missed.id > before.id);
      const future = await listen(bob, { path: "/api/v1/events?after=999999999" });
      assert.equal(future.seen[0].kind, "reset");
      await future.close();
    });

    it("what was missed comes before the greeting", async () => {
      const first = await listen(bob);
      await first.close();
      const missed = await ada.create("contacts", { name: "Missed by Bob" });
      const second = await listen(bob, { after: first.lastId });
      const kinds = second.seen.map(({ kind, data }) => (data.type === "contact" ? `${kind} ${data.id}` : kind));
      // What is told while the stream opens may come once more behind the greeting.
      assert.deepEqual(kinds.filter((kind, i) => kinds.indexOf(kind) === i).slice(-2), [`change ${missed.id}`, "hello"]);
      await second.close();
    });

    it("what another program writes beside the server is told too", async () => {
      const events = await listen(bob);
      server.run("user", "add", "--name", "Nora New", "--email", "nora@test.example", "--role", "read_only");
      const change = await events.next("change", (told) => told.type === "user");
      assert.deepEqual([change.action, change.by], ["created", null]);
      await events.close();
    });

    it("who looks at the same record is known, until they leave it or are gone", async () => {
      const account = await ada.create("accounts", { name: "Looked at" });
      const [hers, his] = [await listen(ada), await listen(bob)];
      const alone = await ada.post("/presence", { stream: hers.stream, type: "account", id: account.id });
      assert.deepEqual(alone.body.users.map(({ id }) => id), [ada.id]);
      const both = await bob.post("/presence", { stream: his.stream, type: "account", id: account.id });
      assert.deepEqual(both.body.users.map(({ title }) => title).sort(), ["Ada Admin", "Bob Buyer"]);
      const told = await hers.next("presence", ({ users }) => users.length === 2);
      assert.deepEqual([told.type, told.id], ["account", account.id]);
      await bob.post("/presence", { stream: his.stream, type: null });
      await hers.next("presence", ({ users }) => users.length === 1);
      await bob.post("/presence", { stream: his.stream, type: "account", id: account.id });
      await hers.next("presence", ({ users }) => users.length === 2);
      await his.close();
      assert.deepEqual((await hers.next("presence", ({ users }) => users.length === 1)).users, [{ id: ada.id, title: "Ada Admin" }]);
      assert.equal((await bob.post("/presence", { stream: hers.stream, type: "account", id: account.id })).status, 404, "another's stream");
      assert.equal((await ada.post("/presence", { stream: hers.stream, type: "spaceship", id: 1 })).status, 422);
      await hers.close();
    });

    it("who may no longer act hears nothing more", async () => {
      const lee = server.user("Lee Leaving", "representative");
      const id = (await lee.get("/session")).body.user.id;
      const events = await listen(lee);
      await ada.patch(`/users/${id}`, { active: false });
      await events.ended;
      assert.equal(events.broken, undefined);
      await ada.create("accounts", { name: "Told to others only" });
      assert.deepEqual(events.received.filter(({ data }) => data.type === "account"), []);
      assert.equal((await listen(lee)).answer.status, 401);
      assert.equal((await listen(new Client(server))).answer.status, 401);
    });

    it("a token that is revoked ends its stream", async () => {
      const { body: token } = await bob.post("/tokens", { name: "screen" });
      const events = await listen(new Client(server, { token: token.token }));
      await bob.delete(`/tokens/${token.id}`);
      await events.ended;
      assert.equal(events.over, true);
    });

    it("signing out ends the streams of that browser, not those of the user's others", async () => {
      const dan = server.user("Dan Double", "representative");
      const entered = await new Client(server).post("/session/link", { token: dan.link });
      const browser = new Client(server, { headers: { Cookie: entered.headers.get("set-cookie").split(";")[0], "X-CSRF-Token": entered.body.csrf_token } });
      const [here, there] = [await listen(browser), await listen(dan)];
      assert.equal((await browser.delete("/session")).status, 204);
      await here.ended;
      const tag = await ada.create("tags", { name: "after signing out" });
      await there.next("change", (change) => change.type === "tag" && change.id === tag.id);
      await there.close();
    });

    it("a client that takes nothing does not hold the others up", async () => {
      const events = await listen(bob);
      const slow = connect(server.port, "127.0.0.1");
      await new Promise((done) => slow.once("connect", done));
      slow.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${bob.token}\r\n\r\n`);
      let text = "";
      slow.setEncoding("utf8");
      await new Promise((done) => slow.on("data", (part) => (text += part) && text.includes("event: hello") && done()));
      slow.pause();
      // More than the sockets' buffers of both sides and the ring of the server hold.
      const account = await ada.create("accounts", { name: "Often" });
      const streams = await listen(ada);
      for (let round = 0; round < 25; round++)
        await Promise.all(Array.from({ length: 40 }, (_, i) => ada.create("tags", { name: `tag ${round} ${i}` })));
      await streams.close();
      await ada.patch(`/accounts/${account.id}`, { phone: "+49 30 7" });
      assert.equal((await events.next("change", ({ type, action }) => type === "account" && action === "updated")).id, account.id);
      slow.destroy();
      await events.close();
    });

    it("a mention, a task for me and what I follow are told to me alone, the bell at once", async () => {
      const cleo = server.user("Cleo Carter", "representative");
      cleo.id = (await cleo.get("/session")).body.user.id;
      const account = await ada.create("accounts", { name: "Followed" });
      const events = await listen(cleo);
      assert.deepEqual((await cleo.post(`/accounts/${account.id}/follow`)).body, { following: true, followers: [{ id: cleo.id, title: "Cleo Carter" }] });
      await ada.create("interactions", { kind: "note", subject: "Renewal", account: account.id, summary: "@Cleo Carter what do you think? Mail ada@cleo.example" });
      assert.ok((await events.next("notifications", ({ unread }) => unread >= 1)).unread >= 1);
      await ada.create("tasks", { subject: "Send the offer", owner: cleo.id });
      await ada.patch(`/accounts/${account.id}`, { phone: "+49 30 1" });
      await ada.patch(`/accounts/${account.id}`, { phone: "+49 30 2", tier: "key" });
      await events.next("notifications", ({ unread }) => unread === 3);
      const settled = async (kind, fits) => {
        for (;;) {
          const found = (await cleo.get("/notifications")).body.items.find((item) => item.kind === kind && fits(item));
          if (found) return found;
          await events.next("notifications");
        }
      };
      const followed = await settled("follow", ({ detail }) => /Phone/.test(detail ?? ""));
      assert.deepEqual([followed.type, followed.record_id, followed.by.title], ["account", account.id, "Ada Admin"]);
      const given = await settled("assignment", () => true);
      assert.deepEqual([given.type, given.title], ["task", "Send the offer"]);
      const mention = await settled("mention", () => true);
      assert.deepEqual([mention.type, mention.title], ["interaction", "Renewal"]);
      assert.deepEqual((await ada.get("/notifications")).body.items.filter(({ by }) => by?.id === ada.id), []);
      assert.equal((await cleo.post("/notifications/read", { ids: [mention.id] })).body.unread, 2);
      assert.equal((await ada.post("/notifications/read", { ids: [given.id] })).status, 200);
      assert.equal((await cleo.get("/notifications/count")).body.unread, 2, "nobody else reads them for me");
      assert.equal((await cleo.post("/notifications/read", { all: true })).body.unread, 0);
      await events.next("notifications", ({ unread }) => unread === 0);
      assert.equal((await cleo.delete(`/accounts/${account.id}/follow`)).body.following, false);
      assert.equal((await cleo.post("/notifications/read", { ids: "all" })).status, 422);
      assert.equal((await cleo.get("/notifications?after=x")).status, 422);
      await events.close();
    });

    it("who followed a record that was merged away follows the one that stays", async () => {
      const [stays, goes] = [await ada.create("accounts", { name: "Northwind" }), await ada.create("accounts", { name: "North Wind" })];
      await bob.post(`/accounts/${goes.id}/follow`);
      assert.equal((await ada.post(`/accounts/${stays.id}/merge`, { other: goes.id })).status, 200);
      assert.equal((await bob.get(`/accounts/${stays.id}/follow`)).body.following, true);
    });

    it("what the write itself tells the new owner is not told once more", async () => {
      const erin = server.user("Erin Early", "representative");
      erin.id = (await erin.get("/session")).body.user.id;
      const events = await listen(erin);
      await ada.create("leads", { name: "Lena Lead", company: "Quarry", owner: erin.id });
      await ada.create("tasks", { subject: "Ring the quarry", owner: erin.id });
      await events.next("notifications", ({ unread }) => unread === 2);
      const { items } = (await erin.get("/notifications")).body;
      assert.deepEqual(items.map(({ type, count }) => `${type} ${count}`).sort(), ["lead 1", "task 1"]);
      await events.close();
    });

    it("many things given at once are one piece of news", async () => {
      const dora = server.user("Dora Doer", "representative");
      dora.id = (await dora.get("/session")).body.user.id;
      const events = await listen(dora);
      for (let i = 0; i < 6; i++) await ada.create("tasks", { subject: `One of many ${i}`, owner: dora.id }, { "X-Request-Id": "gift" });
      await events.next("notifications", ({ unread }) => unread >= 1);
      await events.close();
    });

    it("each kind is switched off by itself", async () => {
      const settings = (await bob.get("/notifications/settings")).body;
      assert.ok(settings.kinds.every(({ wanted }) => wanted));
      assert.equal(settings.digest, "app");
      const changed = await bob.patch("/notifications/settings", { kinds: { mention: false }, digest: "off" });
      assert.deepEqual(changed.body.kinds.filter(({ wanted }) => !wanted).map(({ kind }) => kind), ["mention"]);
      const before = (await bob.get("/notifications/count")).body.unread;
      await ada.create("interactions", { kind: "note", subject: "Quiet", summary: "@Bob Buyer hello" });
      assert.equal((await bob.get("/notifications/count")).body.unread, before);
      assert.equal((await bob.patch("/notifications/settings", { digest: "hourly" })).status, 422);
    });

    it("two servers on one database tell each other's changes", { skip: engine === "sqlite" && "one server has the file" }, async () => {
      const second = await Server.start({ engine, db: server.db });
      const beside = new Client(second, { token: ada.token });
      const events = await listen(bob);
      const account = await beside.create("accounts", { name: "Made beside" });
      assert.deepEqual((await events.next("change", (change) => change.type === "account" && change.id === account.id)).by, { id: ada.id, title: "Ada Admin" });
      await beside.create("tasks", { subject: "Given beside", owner: bob.id });
      for (;;) {
        const { items } = (await bob.get("/notifications")).body;
        const told = items.filter(({ title }) => title === "Given beside");
        if (told.length > 0) {
          assert.equal(told[0].count, 1, "both servers look, one tells");
          break;
        }
        await events.next("notifications");
      }
      await events.close();
      await second.end();
    });

    it("stopping ends open streams at once", async () => {
      const own = await Server.start({ engine });
      const admin = own.user("Ada Admin", "administrator");
      const events = await Promise.all(Array.from({ length: 20 }, () => Events.open(admin)));
      const text = await (await fetch(`${own.origin}/metrics`)).text();
      assert.match(text, /daybook_streams 20\n/);
      await own.end();
      await Promise.all(events.map(({ ended }) => ended));
      assert.ok(events.every(({ broken }) => !broken), "each stream was ended, none cut");
    });
  });
}
