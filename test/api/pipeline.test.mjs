// The pipeline over the API: deals gone quiet, what a stage asks for, filters of the board.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

const DAY = 24 * 60 * 60 * 1000;

for (const engine of ENGINES) {
  describe(`the pipeline on ${engine}`, () => {
    let server, admin, rep, stages, account;
    const stage = (name) => stages.find((candidate) => candidate.name === name);
    const ask = async (name, asks_for) => assert.equal((await admin.patch(`/stages/${stage(name).id}`, { asks_for })).status, 200);
    const column = async (name, query = "") =>
      (await admin.get(`/pipelines/1/board?${query}`)).body.stages.find((candidate) => candidate.stage.name === name);

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      rep = server.user("Rae Rep", "representative");
      stages = (await admin.get("/stages?sort=position&pipeline=1")).body.items;
      account = await admin.create("accounts", { name: "Harbour Works" });
    });
    after(() => server.end());

    it("a deal that has just moved is not quiet, on the board and on its page", async () => {
      const deal = await admin.create("opportunities", { name: "Fresh", account: account.id, stage: stage("Negotiation").id });
      await admin.create("interactions", { kind: "call", subject: "Ring", account: account.id, opportunity: deal.id, start: new Date(Date.now() - 40 * DAY).toISOString() });
      assert.deepEqual((await column("Negotiation")).quiet, []);
      assert.equal((await admin.get(`/opportunities/${deal.id}/overview`)).body.quiet, null);
    });

    it("a stage refuses a deal with one problem for each thing that is missing", async () => {
      await ask("Proposal", "next_task,amount,decision_maker");
      assert.equal((await admin.get(`/stages/${stage("Proposal").id}`)).body.asks_for, "amount,decision_maker,next_task");
      const deal = await admin.create("opportunities", { name: "Bare", account: account.id });
      const refused = await admin.post(`/opportunities/${deal.id}/move`, { stage: stage("Proposal").id });
      assert.equal(refused.status, 422);
      assert.deepEqual(refused.body.errors.map(({ field, code }) => [field, code]),
        ["amount", "decision_maker", "next_task"].map((field) => [field, "demanded"]));
      assert.match(refused.body.errors[0].message, /Proposal asks for this first: Amount/);
      assert.equal((await admin.patch(`/opportunities/${deal.id}`, { stage: stage("Proposal").id })).status, 422);
      assert.equal((await admin.get(`/opportunities/${deal.id}`)).body.version, 1);
    });

    it("what is missing and the move are one write: all of it or nothing", async () => {
      const deal = await admin.create("opportunities", { name: "Filled", account: account.id });
      const contact = await admin.create("contacts", { name: "Dora Decider", account: account.id });
      const move = (more) => admin.post(`/opportunities/${deal.id}/move`, {
        stage: stage("Proposal").id, values: { amount: "1200.00" }, stakeholder: { contact: contact.id, buying_role: "decision_maker" }, ...more });
      const half = await move({ task: { subject: "" } });
      assert.deepEqual(half.body.errors.map(({ field }) => field), ["task.subject"]);
      assert.equal((await admin.get(`/stakeholders?opportunity=${deal.id}`)).body.items.length, 0);
      const moved = await move({ task: { subject: "Send the offer", due: "2026-12-01" } });
      assert.equal(moved.status, 200);
      assert.deepEqual([moved.body.stage.title, moved.body.amount, moved.body.version], ["Proposal", "1200.00", 2]);
      const [task] = (await admin.get(`/tasks?opportunity=${deal.id}`)).body.items;
      assert.deepEqual([task.subject, task.due, task.account.id], ["Send the offer", "2026-12-01", account.id]);
      assert.equal((await admin.get(`/stakeholders?opportunity=${deal.id}`)).body.items[0].buying_role, "decision_maker");
    });

    it("a move is taken back whatever the stage that it goes back to asks for", async () => {
      const deal = await admin.create("opportunities", { name: "Returner" });
      await ask("Prospecting", "amount");
      assert.equal((await admin.post(`/opportunities/${deal.id}/move`, { stage: stage("Engaging").id })).status, 200);
      assert.equal((await admin.post(`/opportunities/${deal.id}/move`, { stage: stage("Prospecting").id })).status, 200);
      await ask("Prospecting", null);
    });

    it("a deal that is made in a stage has the fields that the stage asks for", async () => {
      await ask("Negotiation", "expected_close,next_task");
      const refused = await admin.post("/opportunities", { name: "Sudden", stage: stage("Negotiation").id });
      assert.deepEqual([refused.status, refused.body.errors.map(({ field }) => field)], [422, ["expected_close"]]);
      await admin.create("opportunities", { name: "Sudden", stage: stage("Negotiation").id, expected_close: "2026-12-31" });
      await ask("Negotiation", null);
    });

    it("only an administrator says what a stage asks for, and only known things", async () => {
      assert.equal((await rep.patch(`/stages/${stage("Won").id}`, { asks_for: "amount" })).status, 403);
      const wrong = await admin.patch(`/stages/${stage("Won").id}`, { asks_for: "amount,horoscope" });
      assert.deepEqual(wrong.body.errors.map(({ field, code }) => [field, code]), [["asks_for", "unknown_choice"]]);
    });

    it("the board follows a team and a period, totals too", async () => {
      const team = await admin.create("teams", { name: "Harbour team" });
      const [me] = (await admin.get("/users?name=Rae Rep")).body.items;
      await admin.patch(`/users/${me.id}`, { team: team.id });
      for (const [name, expected_close] of [["Soon", "2027-01-10"], ["Later", "2027-05-10"]])
        await rep.create("opportunities", { name, amount: "100.00", stage: stage("Engaging").id, expected_close });
      const narrow = await column("Engaging", `owner.team=${team.id}&expected_close.gte=2027-01-01&expected_close.lte=2027-03-31`);
      assert.deepEqual(narrow.items.map(({ name }) => name), ["Soon"]);
      assert.deepEqual([narrow.count, narrow.totals[0].amount, narrow.totals[0].weighted], [1, "100.00", "30.00"]);
      assert.equal((await column("Engaging", `owner.team=${team.id}`)).count, 2);
    });
  });
}
