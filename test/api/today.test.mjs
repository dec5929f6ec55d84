// Promises as conversations make them, and what a morning begins with, on each engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

const DAY = 24 * 60 * 60 * 1000;
const date = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const moment = (days) => new Date(Date.now() + days * DAY).toISOString();

for (const engine of ENGINES) {
  describe(`today on ${engine}`, () => {
    let server, admin, rita, account;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      rita = server.user("Rita Rep", "representative");
      account = await rita.create("accounts", { name: "Quayside Rope", tier: "key" });
    });
    after(() => server.end());

    const promisesOf = async (call) =>
      (await rita.get(`/promises?interaction=${call.id}&sort=id`)).body.items.map(({ by, subject, due, status }) => [by, subject, due, status]);

    it("the lines of a conversation become promises, ours and theirs, and follow it until they are kept", async () => {
      const promises = "Send the rope samples 2031-03-04\nThey: name the buyer";
      const call = await rita.create("interactions", { kind: "call", subject: "Rope", account: account.id, promises });
      assert.deepEqual(await promisesOf(call), [
        ["us", "Send the rope samples", "2031-03-04", "open"],
        ["them", "name the buyer", null, "open"],
      ]);
      const { promises: shown } = (await rita.get(`/accounts/${account.id}/overview`)).body;
      assert.deepEqual(shown.open.map(({ subject }) => subject), ["Send the rope samples", "name the buyer"]);
      const kept = await rita.patch(`/promises/${shown.open[0].id}`, { status: "kept" });
      assert.equal(kept.status, 200, kept.text);
      assert.ok(kept.body.kept_at);
      await rita.patch(`/interactions/${call.id}`, { promises: "They: name the buyer and the architect" });
      assert.deepEqual(await promisesOf(call), [
        ["us", "Send the rope samples", "2031-03-04", "kept"],
        ["them", "name the buyer and the architect", null, "open"],
      ]);
    });

    it("a day has tasks, promises, meetings and accounts to call, the most urgent first", async () => {
      await rita.create("tasks", { subject: "Next month", due: date(40) });
      await rita.create("tasks", { subject: "Now", due: date(0) });
      await rita.create("tasks", { subject: "Long ago", due: date(-9) });
      await rita.create("promises", { subject: "Hold the price", due: date(1), account: account.id });
      const silent = await rita.create("accounts", { name: "Silent Mill", tier: "strategic" });
      await rita.create("interactions", { kind: "call", subject: "Hello", account: silent.id, start: moment(-20) });
      await rita.create("interactions", { kind: "meeting", subject: "Plan", account: account.id, start: new Date(`${date(0)}T12:00:00Z`).toISOString() });
      const today = (await rita.get("/today")).body;
      assert.equal(today.user.title, "Rita Rep");
      assert.deepEqual(today.tasks.map(({ subject }) => subject), ["Long ago", "Now"]);
      assert.ok(today.promises.some(({ subject }) => subject === "Hold the price"));
      assert.deepEqual(today.meetings.map(({ subject }) => subject), ["Plan"]);
      assert.deepEqual(today.accounts.map((row) => [row.account.title, row.interval_days, row.overdue_days]), [["Silent Mill", 14, 6]]);
    });

    it("how often a tier is to be called is the administrator's to say", async () => {
      const refused = await rita.patch("/organisation", { contact_intervals: { strategic: 60 } });
      assert.equal(refused.status, 403);
      const wrong = await admin.patch("/organisation", { contact_intervals: { key: 0 } });
      assert.equal(wrong.status, 422);
      assert.equal(wrong.body.errors[0].field, "contact_intervals");
      const changed = await admin.patch("/organisation", { contact_intervals: { strategic: 60 } });
      assert.deepEqual(changed.body.contact_intervals, { strategic: 60, key: 30, standard: 60, smb: 120 });
      assert.deepEqual((await rita.get("/today")).body.accounts, []);
    });

    it("somebody else's day is for managers and administrators", async () => {
      const { user } = (await rita.get("/today")).body;
      const other = server.user("Otto Other", "representative");
      assert.equal((await other.get(`/today?user=${user.id}`)).status, 403);
      assert.equal((await admin.get(`/today?user=${user.id}`)).body.user.title, "Rita Rep");
      assert.equal((await admin.get("/today?user=99999")).status, 404);
      assert.equal((await rita.get("/today?date=soon")).status, 422);
    });
  });
}
