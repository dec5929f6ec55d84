// The digest of a day: made for who has something, kept, told in the app, and sent by e-mail where that is set up.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, describe, it } from "node:test";
import { Events } from "./events.mjs";
import { ENGINES, Server } from "./server.mjs";

/** A mail server as small as the protocol allows: takes every letter, or refuses those to one address. */
async function startPost(refused) {
  const letters = [];
  const waiting = [];
  const server = createServer((socket) => {
    let text = "";
    let letter = null;
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    socket.write("220 post.example ready\r\n");
    socket.on("data", (part) => {
      text += part;
      for (;;) {
        const end = letter?.open ? text.indexOf("\r\n.\r\n") : text.indexOf("\r\n");
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (letter?.open ? 5 : 2));
        if (letter?.open) {
          letters.push({ ...letter, text: line });
          waiting.splice(0).forEach((wake) => wake());
          letter = null;
          socket.write("250 taken\r\n");
        } else if (/^MAIL FROM/.test(line)) {
          letter = { from: /<(.*)>/.exec(line)[1] };
          socket.write("250 ok\r\n");
        } else if (/^RCPT TO/.test(line)) {
          letter.to = /<(.*)>/.exec(line)[1];
          socket.write(letter.to === refused ? "550 nobody here\r\n" : "250 ok\r\n");
        } else if (/^DATA/.test(line)) {
          letter.open = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/.test(line)) {
          socket.end("221 bye\r\n");
        } else {
          socket.write("250 ok\r\n");
        }
      }
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const arrived = async (to) => {
    for (;;) {
      const found = letters.find((letter) => letter.to === to);
      if (found) return found;
      await new Promise((wake) => waiting.push(wake));
    }
  };
  return { url: `smtp://127.0.0.1:${server.address().port}`, letters, arrived, close: () => new Promise((done) => server.close(done)) };
}

const words = (letter) => {
  const [head, body] = letter.text.split("\r\n\r\n");
  const subject = /Subject: ((?:.|\r\n )*)/.exec(head)[1].replace(/\r\n /g, "").replace(/=\?UTF-8\?B\?(.*?)\?=/g, (_, code) => Buffer.from(code, "base64").toString());
  return { head, subject, body: Buffer.from(body, "base64").toString() };
};

for (const engine of ENGINES) {
  describe(`digest on ${engine}`, () => {
    let server, post, ada, bob, idle;

    before(async () => {
      post = await startPost("refused@test.example");
      server = await Server.start({ engine, args: ["--smtp", post.url, "--mail-from", "daybook@tideline.example"] });
      ada = server.user("Ada Admin", "administrator");
      bob = server.user("Bob Buyer", "representative");
      idle = server.user("Ida Idle", "representative");
      for (const client of [ada, bob, idle]) client.id = (await client.get("/session")).body.user.id;
    });
    after(async () => {
      await server.end();
      await post.close();
    });

    const settled = async (id) => {
      for (;;) {
        const job = (await ada.get(`/jobs/${id}`)).body;
        if (!["queued", "running"].includes(job.state)) return job;
      }
    };
    const digestOf = async (client) => (await client.get("/notifications")).body.items.find(({ kind }) => kind === "digest");

    it("tells who has something what is unread and due, by e-mail who wants it so, once a day", async () => {
      const account = await ada.create("accounts", { name: "Crème & Søn" });
      await ada.create("tasks", { subject: "Send the offer", owner: bob.id, account: account.id, due: "2020-01-02" });
      await bob.create("tasks", { subject: "Much later", due: "2999-01-02" });
      await ada.create("interactions", { kind: "note", subject: "Renewal", account: account.id, summary: "@Bob Buyer please look" });
      assert.equal((await bob.patch("/notifications/settings", { digest: "mail" })).body.mail, true);
      const refused = server.user("Rita Refused", "representative");
      refused.id = (await refused.get("/session")).body.user.id;
      await ada.patch(`/users/${refused.id}`, { email: "refused@test.example" });
      await refused.patch("/notifications/settings", { digest: "mail" });
      await ada.create("tasks", { subject: "Not for the post", owner: refused.id, due: "2020-01-02" });

      const events = await Events.open(bob);
      assert.equal((await bob.post("/digests/run")).status, 403);
      const job = await ada.post("/digests/run");
      assert.equal(job.status, 202);
      assert.equal((await settled(job.body.id)).state, "done");
      await events.next("notifications");
      await events.close();

      const told = await digestOf(bob);
      const digest = (await bob.get(`/digests/${told.record_id}`)).body;
      assert.deepEqual(digest.tasks.map(({ subject, due, account: name }) => [subject, due, name]), [["Send the offer", "2020-01-02", "Crème & Søn"]]);
      assert.ok(digest.notifications.some(({ kind, by }) => kind === "mention" && by === "Ada Admin"));
      assert.equal((await ada.get(`/digests/${told.record_id}`)).status, 404, "another's");
      assert.equal(await digestOf(idle), undefined, "nothing to tell");
      assert.ok(await digestOf(refused), "a letter that was refused keeps nobody's digest back");

      const letter = await post.arrived(bob.email);
      const { head, subject, body } = words(letter);
      assert.equal(letter.from, "daybook@tideline.example");
      assert.match(head, /To: <bob\.buyer@test\.example>/);
      assert.equal(subject, `Your day in Daybook, ${digest.day}`);
      assert.match(body, /Send the offer, Crème & Søn \(2020-01-02\)/);
      assert.match(body, /@Bob Buyer please look/);
      assert.doesNotMatch(body, /Much later/);

      assert.equal((await settled((await ada.post("/digests/run")).body.id)).state, "done");
      assert.equal(post.letters.filter(({ to }) => to === bob.email).length, 1, "one a day");
    });

    it("who switched it off gets none", async () => {
      await idle.patch("/notifications/settings", { digest: "off" });
      await ada.create("tasks", { subject: "Due", owner: idle.id, due: "2020-01-02" });
      await settled((await ada.post("/digests/run")).body.id);
      assert.equal(await digestOf(idle), undefined);
    });
  });
}

describe("mail options", () => {
  it("a server without a sender, and what is no mail server, are refused with a reason", async () => {
    for (const args of [["--smtp", "smtp://localhost"], ["--smtp", "http://localhost", "--mail-from", "a@b.example"], ["--smtp", "smtp://localhost", "--mail-from", "a b@c.example"]])
      await assert.rejects(Server.start({ args }), /--smtp/);
  });

  it("without a mail server the settings say that there is none", async () => {
    const server = await Server.start();
    assert.equal((await server.user("Ada Admin", "administrator").get("/notifications/settings")).body.mail, false);
    await server.end();
  });
});
