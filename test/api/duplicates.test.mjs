// Duplicates through the API, on each engine: found while typing, listed, dismissed, looked for by a job.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`duplicates on ${engine}`, () => {
    let server, admin, reader;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      reader = server.user("Rob Reader", "read_only");
    });
    after(() => server.end());

    it("names the existing account while a new one is typed, with the reason", async () => {
      const existing = await admin.create("accounts", { name: "Cancity GmbH", website: "https://cancity.com" });
      const like = await admin.post("/duplicates/check", { type: "account", values: { name: "Cancty Ltd", website: "cancity.com" } });
      assert.equal(like.status, 200, like.text);
      assert.equal(like.body.items[0].record.id, existing.id);
      assert.deepEqual(like.body.items[0].reasons.map(({ code }) => code), ["like_name", "same_domain"]);
      const except = await admin.post("/duplicates/check", { type: "account", values: { name: "Cancity" }, except: existing.id });
      assert.deepEqual(except.body.items, []);
      assert.equal((await admin.post("/duplicates/check", { type: "task", values: {} })).status, 422);
      assert.equal((await admin.post("/duplicates/check", { type: "account" })).status, 422);
    });

    it("lists pairs by score in pages, and keeps what was dismissed", async () => {
      for (const name of ["Rantouch Foods", "Rantouch Foods Inc", "Rantouch Food Ltd"]) await admin.create("accounts", { name });
      const first = await reader.get("/duplicates?type=account&limit=1");
      assert.equal(first.status, 200, first.text);
      assert.equal(first.body.total, 3);
      assert.equal(first.body.items[0].may_merge, false);
      assert.ok(first.body.next);
      const rest = await admin.get(`/duplicates?type=account&limit=5&after=${first.body.next}`);
      assert.equal(rest.body.items.length, 2);
      assert.equal(rest.body.next, null);
      assert.ok(first.body.items[0].score >= rest.body.items[0].score);
      const pair = first.body.items[0];
      assert.equal((await reader.post(`/duplicates/${pair.id}/dismiss`)).status, 403);
      assert.equal((await admin.post(`/duplicates/${pair.id}/dismiss`)).body.state, "dismissed");
      assert.equal((await admin.get("/duplicates?type=account")).body.total, 2);
      assert.equal((await admin.get("/duplicates?type=account&state=dismissed")).body.items[0].id, pair.id);
      assert.equal((await admin.post(`/duplicates/${pair.id}/dismiss`, { dismissed: false })).body.state, "open");
      assert.equal((await admin.get("/duplicates?mine=true")).body.total, 3);
      for (const query of ["type=task", "state=merged", "limit=0", "after=x"])
        assert.equal((await admin.get(`/duplicates?${query}`)).status, 422, query);
    });

    it("merges two accounts, tells where the other went, and takes them apart again", async () => {
      const first = await admin.create("accounts", { name: "Bellmore Steel", industry: "steel" });
      const second = await admin.create("accounts", { name: "Bellmore Steel Inc", industry: "metal", phone: "030 123456" });
      const task = await admin.create("tasks", { subject: "Call", account: second.id });
      const path = `/accounts/${first.id}/merge`;
      const stale = await admin.post(path, { other: second.id }, { "If-Match": '"7"' });
      assert.deepEqual([stale.status, stale.body.current.id], [412, first.id]);
      const staleOther = await admin.post(path, { other: second.id, other_version: 7 });
      assert.deepEqual([staleOther.status, staleOther.body.current.id], [412, second.id]);
      assert.equal((await reader.post(path, { other: second.id })).status, 403);
      assert.equal((await admin.post(path, {})).status, 422);

      const merged = await admin.post(path, { other: second.id, other_version: 1, values: { industry: "other" } }, { "If-Match": '"1"' });
      assert.equal(merged.status, 200, merged.text);
      assert.deepEqual([merged.body.record.industry, merged.body.record.phone], ["metal", "030 123456"]);
      assert.deepEqual(merged.body.moved, [{ type: "task", count: 1 }]);
      assert.equal((await admin.get(`/tasks/${task.id}`)).body.account.id, first.id);
      assert.deepEqual((await admin.get(`/accounts/${second.id}`)).body.merged_into, { id: first.id, title: "Bellmore Steel" });
      const history = (await admin.get(`/accounts/${first.id}/history`)).body.items;
      assert.deepEqual(history.map(({ action, record_id }) => [action, record_id]), [
        ["merged", first.id], ["archived", second.id], ["created", second.id], ["created", first.id],
      ]);
      assert.deepEqual(history[0].with, { id: second.id, title: "Bellmore Steel Inc", merge: merged.body.id });

      assert.equal((await admin.get(`/merges/${merged.body.id}`)).body.undone_at, null);
      assert.equal((await reader.post(`/merges/${merged.body.id}/undo`)).status, 403);
      await admin.patch(`/tasks/${task.id}`, { account: null });
      const refused = await admin.post(`/merges/${merged.body.id}/undo`);
      assert.deepEqual([refused.status, refused.body.errors[0].field], [409, `tasks.${task.id}.account_id`]);
      const undone = await admin.post(`/merges/${merged.body.id}/undo`, { keep_later_changes: true });
      assert.equal(undone.status, 200, undone.text);
      assert.deepEqual([undone.body.record.industry, undone.body.record.phone, undone.body.other.archived_at], ["steel", null, null]);
      assert.equal((await admin.send("POST", `/merges/${merged.body.id}/undo`)).status, 409);
      assert.equal((await admin.get("/merges/999")).status, 404);
    });

    it("lets a representative merge what is theirs, and nothing else", async () => {
      const rita = server.user("Rita Rep", "representative");
      const own = await rita.create("accounts", { name: "Ferndale Optics" });
      const foreign = await admin.create("accounts", { name: "Ferndale Optics Ltd" });
      const second = await rita.create("accounts", { name: "Ferndale Optic" });
      const pairs = (await rita.get("/duplicates?type=account&mine=true")).body.items;
      const may = Object.fromEntries(pairs.map(({ records, may_merge }) => [records.map(({ id }) => id).sort((a, b) => a - b).join(" "), may_merge]));
      assert.equal(may[`${own.id} ${second.id}`], true);
      assert.equal(may[`${own.id} ${foreign.id}`], false);
      assert.equal((await rita.post(`/accounts/${own.id}/merge`, { other: foreign.id })).status, 403);
      assert.equal((await rita.post(`/accounts/${foreign.id}/merge`, { other: own.id })).status, 403);
      const refused = await rita.post(`/accounts/${own.id}/merge`, { other: second.id, values: { nothing: "this" } });
      assert.deepEqual([refused.status, refused.body.errors[0].field], [422, "nothing"]);
      const merged = await rita.post(`/accounts/${own.id}/merge`, { other: second.id });
      assert.equal(merged.status, 200, merged.text);
      assert.equal((await rita.post(`/merges/${merged.body.id}/undo`)).body.other.archived_at, null);
    });

    it("merges two contacts", async () => {
      const mary = await admin.create("contacts", { name: "Mary Smith" });
      const other = await admin.create("contacts", { name: "Mary Smith", email: "mary@bellmore.com" });
      const merged = await admin.post(`/contacts/${mary.id}/merge`, { other: other.id });
      assert.equal(merged.body.record.email, "mary@bellmore.com");
      assert.equal((await admin.post(`/contacts/${mary.id}/merge`, { other: other.id })).status, 409);
    });

    it("looks through everything in the background", async () => {
      assert.equal((await reader.post("/duplicates/scan")).status, 403);
      let job = (await admin.post("/duplicates/scan")).body;
      while (job.state === "queued" || job.state === "running") job = (await admin.get(`/jobs/${job.id}`)).body;
      assert.deepEqual([job.state, job.done], ["done", job.total]);
      assert.equal((await admin.get("/duplicates?type=account")).body.total, 7);
    });
  });
}
