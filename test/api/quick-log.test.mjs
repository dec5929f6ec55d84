// A typed line as a draft, and the draft saved as an interaction, on each engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`quick log on ${engine}`, () => {
    let server, admin, representative, reader, quayside, harbour, rhea, deal;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      representative = server.user("Rita Rep", "representative");
      reader = server.user("Ray Reader", "read_only");
      quayside = await admin.create("accounts", { name: "Quayside Ltd" });
      harbour = await admin.create("accounts", { name: "Harbour Mills" });
      rhea = await admin.create("contacts", { name: "Rhea Stone", account: quayside.id });
      await admin.create("contacts", { name: "Rhea Stone", account: harbour.id });
      deal = await admin.create("opportunities", { name: "Sign-on 2026", account: quayside.id });
    });
    after(() => server.end());

    const read = async (line, more = {}) => {
      const answer = await representative.post("/quick-log", { line, ...more });
      assert.equal(answer.status, 200, answer.text);
      return answer.body;
    };

    it("a line becomes a draft, and the draft an interaction with its task, once", async () => {
      const draft = await read("call Rhea Stone Quayside 20m: wants single sign-on, next: send pricing tomorrow");
      const { interaction } = draft;
      assert.equal(draft.understood, true);
      assert.deepEqual(draft.notes, []);
      assert.deepEqual(interaction.contacts.map(({ id }) => id), [rhea.id]);
      assert.equal(interaction.account.id, quayside.id);
      assert.equal(interaction.duration_minutes, 20);
      assert.equal(draft.suggested_opportunity.id, deal.id);
      const reference = ({ id }) => ({ id });
      const body = {
        ...interaction,
        account: reference(interaction.account),
        contacts: interaction.contacts.map(reference),
        users: interaction.users.map(reference),
      };
      const key = { "Idempotency-Key": "quick-log-once" };
      const first = await representative.post("/interactions", body, key);
      const second = await representative.post("/interactions", body, key);
      assert.equal(first.status, 201, first.text);
      assert.equal(second.body.id, first.body.id);
      assert.equal(first.body.subject, "wants single sign-on");
      const tasks = await representative.get(`/tasks?interaction=${first.body.id}`);
      assert.deepEqual(tasks.body.items.map(({ subject, due }) => [subject, due]), [["send pricing", interaction.next_step_due]]);
    });

    it("two of one name are a choice, told apart by their accounts; the open page decides", async () => {
      const draft = await read("call Rhea Stone: hello");
      assert.deepEqual(draft.interaction.contacts, []);
      assert.deepEqual(draft.choices[0].options.map(({ subtitle }) => subtitle), ["Harbour Mills", "Quayside Ltd"]);
      assert.deepEqual(draft.notes.map(({ code }) => code), ["several_of_this_name"]);
      const onPage = await read("call Rhea Stone: hello", { account: quayside.id });
      assert.deepEqual(onPage.interaction.contacts.map(({ id }) => id), [rhea.id]);
    });

    it("what means nothing, nobody of that name and a past date are said in words", async () => {
      const nothing = await read("asdf qwer");
      assert.equal(nothing.understood, false);
      assert.match(nothing.notes[0].message, /Write who/);
      const unknown = await read("call Zed Nobody: hello, next: send it 2020-01-01");
      assert.deepEqual(unknown.unknown, ["Zed Nobody"]);
      assert.deepEqual(unknown.notes.map(({ code }) => code).sort(), ["due_is_past", "unknown_name"]);
    });

    it("the day is the user's own", async () => {
      const west = await read("next: call tomorrow", { offset_minutes: -14 * 60 });
      const east = await read("next: call tomorrow", { offset_minutes: 14 * 60 });
      assert.notEqual(west.interaction.next_step_due, east.interaction.next_step_due);
    });

    it("a line that waited for a connection is read as of when it was typed", async () => {
      const { interaction } = await read("call Rhea Quayside: hello, next: write tomorrow", { at: "2026-03-02T09:30:00Z" });
      assert.deepEqual([interaction.start, interaction.next_step_due], ["2026-03-02T09:30:00.000Z", "2026-03-03"]);
    });

    it("wrong input is refused for each field, and who may not log is told so", async () => {
      for (const body of [{}, { line: 7 }, { line: "x", offset_minutes: 9000 }, { line: "x", account: "y" }, { line: "x", at: "soon" }, { line: "x", at: "2999-01-01" }, { line: "x".repeat(4001) }])
        assert.equal((await representative.post("/quick-log", body)).status, 422, JSON.stringify(body).slice(0, 60));
      assert.equal((await reader.post("/quick-log", { line: "call Rhea: hello" })).status, 403);
    });

    it("letters of any kind are taken", async () => {
      for (const line of ["\u0000x".slice(1), "：：：", "#@#@", "𝕏 😀: 😀", "次は：", "next: next: next:", "call ".repeat(500), "a,".repeat(1500)])
        await read(line);
    });
  });
}
