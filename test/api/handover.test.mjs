// Handing over over the API, on each engine: the successor is told and reads up; the brief and its private link.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`handover on ${engine}`, () => {
    let server, admin, una, ids, account;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      una = server.user("Una Rep", "representative");
      const leo = await admin.create("users", { name: "Leo Leaver", email: "leo@hand.example", role: "representative" });
      ids = { leo: leo.id, una: (await una.get("/session")).body.user.id };
      account = await admin.create("accounts", { name: "Quayside Rope", owner: leo.id });
      await admin.create("promises", { subject: "Send the samples", account: account.id, owner: leo.id });
    });
    after(() => server.end());

    it("one action moves everything, tells the successor, and lets the leaver in no more", async () => {
      const trial = await admin.post("/handovers", { from: ids.leo, successors: [ids.una], dry_run: true });
      assert.equal(trial.status, 200, trial.text);
      assert.deepEqual([trial.body.id, trial.body.successors[0].accounts, trial.body.successors[0].promises], [null, 1, 1]);
      const done = await admin.post("/handovers", { from: ids.leo, successors: [ids.una], deactivate: true });
      assert.equal(done.status, 200, done.text);
      assert.equal((await admin.get(`/accounts/${account.id}`)).body.owner.id, ids.una);
      assert.equal((await admin.get(`/users/${ids.leo}`)).body.active, false);
      const told = (await una.get("/notifications")).body.items.find(({ kind }) => kind === "handover");
      assert.equal(told.title, "Leo Leaver");
      const [received] = (await una.get("/handovers/received")).body.items;
      assert.deepEqual([received.account.id, received.from.title, received.read_at], [account.id, "Leo Leaver", null]);
      assert.equal((await una.post(`/accounts/${account.id}/read`)).status, 204);
      assert.ok((await una.get("/handovers/received")).body.items[0].read_at);
    });

    it("an account goes to whom it is meant for, and a handover is found again and taken back with the leave to sign in", async () => {
      const finn = (await server.user("Finn Rep", "representative").get("/session")).body.user.id;
      const lea = (await admin.create("users", { name: "Lea Leaver", email: "lea@hand.example", role: "representative" })).id;
      const [wharf, crane] = [await admin.create("accounts", { name: "Wharf", owner: lea }), await admin.create("accounts", { name: "Crane", owner: lea })];
      const plan = { from: lea, successors: [ids.una, finn], accounts: [{ account: wharf.id, to: finn }], deactivate: true };
      const wrong = await admin.post("/handovers", { ...plan, accounts: [{ account: account.id, to: finn }] });
      assert.deepEqual([wrong.status, wrong.body.errors[0].field, wrong.body.errors[0].code], [422, "accounts", "not_theirs"]);
      const done = await admin.post("/handovers", plan);
      assert.equal(done.status, 200, done.text);
      assert.deepEqual(done.body.accounts.map((row) => [row.account.title, row.to]), [["Wharf", finn], ["Crane", ids.una]]);
      const [listed] = (await admin.get(`/handovers?from=${lea}`)).body.items;
      assert.deepEqual([listed.id, listed.by.title, listed.accounts, listed.records], [done.body.id, "Ada Admin", 2, 2]);
      assert.deepEqual((await una.get(`/handovers?from=${lea}`)).body.items, []);
      assert.deepEqual((await admin.post(`/handovers/${listed.id}/undo`, {})).body, { kept: [], returned: 2 });
      assert.equal((await admin.get(`/accounts/${crane.id}`)).body.owner.id, lea);
      assert.equal((await admin.get(`/users/${lea}`)).body.active, true);
      assert.deepEqual((await admin.get(`/handovers?from=${lea}`)).body.items, []);
      assert.equal((await admin.get("/handovers")).status, 422);
    });

    it("a manager hands over what a member left behind, to another team too, and takes it back; a manager of others may not", async () => {
      const [mia, max] = [server.user("Mia Manager", "manager"), server.user("Max Manager", "manager")];
      const team = await admin.create("teams", { name: "North", manager: (await mia.get("/session")).body.user.id });
      const lou = await admin.create("users", { name: "Lou Left", email: "lou@hand.example", role: "representative", team: team.id, active: false });
      const pier = await admin.create("accounts", { name: "Pier", owner: lou.id });
      const deal = await admin.create("opportunities", { name: "Planks", account: pier.id, owner: lou.id });
      const plan = { from: lou.id, successors: [ids.una] };
      assert.equal((await max.post("/handovers", plan)).status, 403);
      assert.equal((await mia.post("/handovers", { ...plan, deactivate: true })).status, 403);
      const done = await mia.post("/handovers", plan);
      assert.equal(done.status, 200, done.text);
      assert.equal((await admin.get(`/opportunities/${deal.id}`)).body.owner.id, ids.una);
      assert.equal((await max.post(`/handovers/${done.body.id}/undo`, {})).status, 404);
      assert.equal((await una.post(`/handovers/${done.body.id}/undo`, {})).status, 404);
      assert.deepEqual((await mia.post(`/handovers/${done.body.id}/undo`, {})).body, { kept: [], returned: 2 });
      assert.equal((await admin.get(`/opportunities/${deal.id}`)).body.owner.id, lou.id);
      assert.equal((await admin.get(`/users/${lou.id}`)).body.active, false);
      assert.equal((await una.get("/handovers/received")).body.items.some((item) => item.account.id === pier.id), false);
    });

    it("who may not sign in takes nothing over, and a representative hands nothing over", async () => {
      const refused = await admin.post("/handovers", { from: ids.una, successors: [ids.leo] });
      assert.equal(refused.status, 422, refused.text);
      assert.match(refused.body.errors[0].message, /Leo Leaver cannot take anything over/);
      assert.equal((await una.post("/handovers", { from: ids.una, successors: [(await admin.get("/session")).body.user.id] })).status, 403);
    });

    it("the brief is a page without scripts, and its private link works until it is taken back", async () => {
      const page = await una.get(`/accounts/${account.id}/brief`);
      assert.match(page.headers.get("content-security-policy"), /default-src 'none'/);
      assert.match(page.text, /Quayside Rope[\s\S]*Send the samples/);
      assert.match((await una.get(`/accounts/${account.id}/brief?locale=zh`)).text, /lang="zh"[\s\S]*客户简报/);
      const inChinese = await fetch((await una.post(`/accounts/${account.id}/brief-links?locale=zh`)).body.link);
      assert.match(await inChinese.text(), /客户简报[\s\S]*Quayside Rope/);
      const { link } = (await una.post(`/accounts/${account.id}/brief-links`)).body;
      const shared = await fetch(link);
      assert.equal(shared.status, 200);
      assert.match(await shared.text(), /Quayside Rope/);
      assert.equal((await una.delete(`/accounts/${account.id}/brief-links`)).status, 204);
      assert.equal((await fetch(link)).status, 404);
      assert.equal((await fetch(`${server.origin}/brief/guess`)).status, 404);
      assert.equal((await una.get("/accounts/999999/brief")).status, 404);
    });
  });
}
