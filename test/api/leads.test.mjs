// Leads over the API: forms of visitors, spam, conversion and its undoing, what each role may do.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Client, ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`leads on ${engine}`, () => {
    let server, admin, form;
    const page = (method, body) =>
      fetch(`${server.origin}/forms/${form.key}`, { method, body, headers: body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" } });
    const newest = async () => (await admin.get("/leads?sort=-id&limit=1")).body.items[0];

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      form = await admin.create("web_forms", { name: "Contact page", title: "Ask <us>", source: "website" });
      form = (await admin.get(`/web_forms/${form.id}`)).body;
    });
    after(() => server.end());

    it("a visitor gets a form without scripts and is asked again for what is missing, with all that was typed", async () => {
      const shown = await page("GET");
      const html = await shown.text();
      assert.equal(shown.status, 200);
      assert.match(shown.headers.get("content-type"), /^text\/html/);
      assert.match(shown.headers.get("content-security-policy"), /default-src 'none'/);
      assert.match(html, /Ask &lt;us&gt;/);
      assert.doesNotMatch(html, /<script/);
      const again = await page("POST", new URLSearchParams({ name: 'Zoë "Z" <b>', message: "Hello & more" }).toString());
      assert.equal(again.status, 422);
      assert.match(await again.text(), /value="Zoë &quot;Z&quot; &lt;b&gt;"[\s\S]*Hello &amp; more/);
    });

    it("what comes without a good token, fills the trap or is full of links is kept as spam", async () => {
      for (const more of [{}, { fax_number: "1" }, { token: "1.00" }, { message: "a://b c://d e://f" }]) {
        const sent = await page("POST", new URLSearchParams({ name: "Robby", email: "robby@spam.example", ...more }).toString());
        assert.equal(sent.status, 200);
        const lead = await newest();
        assert.equal(lead.status, "spam");
        assert.equal(lead.owner, null);
        assert.equal(lead.received_by, "form");
        assert.equal(lead.source, "website");
      }
    });

    it("one address is slowed down", async () => {
      let last;
      for (let i = 0; i < 12; i++) last = await fetch(`${server.origin}/api/v1/forms/${form.key}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name: "Again", email: "a@again.example" }) });
      assert.equal(last.status, 429);
      assert.ok(Number(last.headers.get("retry-after")) > 0);
    });

    it("an unknown or closed form is not there, and odd bytes are refused", async () => {
      assert.equal((await fetch(`${server.origin}/forms/nothing`)).status, 404);
      assert.equal((await page("POST", "name=%ff%fe&email=x")).status, 422);
      await admin.patch(`/web_forms/${form.id}`, { active: false });
      assert.equal((await page("GET")).status, 404);
      assert.equal((await fetch(`${server.origin}/api/v1/forms/${form.key}`)).status, 404);
    });

    it("who is mentioned in what is logged on a lead, or in its description, is told, and led to the lead", async () => {
      const cleo = server.user("Cleo Carter", "representative");
      const lead = await admin.create("leads", { name: "Mia Moor", owner: null });
      const told = async () => (await cleo.get("/notifications")).body.items.filter(({ kind }) => kind === "mention");
      await admin.create("interactions", { kind: "note", subject: "Rang", lead: lead.id, summary: "@Cleo Carter is this one yours?" });
      const [said] = await told();
      assert.deepEqual([said.type, said.lead, said.by.title], ["interaction", lead.id, "Ada Admin"]);
      await admin.patch(`/leads/${lead.id}`, { description: "Ask @Cleo about the port" });
      const [written] = (await told()).filter(({ type }) => type === "lead");
      assert.deepEqual([written.record_id, written.title, written.lead], [lead.id, "Mia Moor", null]);
    });

    it("a lead becomes account, contact and opportunity in one request, is found as them, and is taken back", async () => {
      const lead = await admin.create("leads", { name: "Rhea Stone", company: "Quayside Rope", email: "rhea@quayside.example" });
      const converted = await admin.post(`/leads/${lead.id}/convert`, { opportunity: { name: "Ropes", amount: "900.00", currency: "EUR" } });
      assert.equal(converted.status, 200);
      assert.equal(converted.body.status, "converted");
      assert.equal(converted.body.account.title, "Quayside Rope");
      const second = await admin.create("leads", { name: "Rhea Stone", company: "Quayside Rope Ltd", email: "rhea@quayside.example" });
      const matches = (await admin.get(`/leads/${second.id}/matches`)).body;
      assert.equal(matches.accounts[0].record.id, converted.body.account.id);
      assert.equal(matches.contacts[0].record.id, converted.body.contact.id);
      const onto = (await admin.post(`/leads/${second.id}/convert`, { contact: matches.contacts[0].record.id })).body;
      assert.equal(onto.account.id, converted.body.account.id);
      assert.equal(onto.opportunity, null);
      const undone = await admin.post(`/leads/${lead.id}/unconvert`, {});
      assert.deepEqual(undone.body.kept, []);
      assert.equal(undone.body.lead.status, "working");
      assert.notEqual((await admin.get(`/accounts/${converted.body.account.id}`)).body.archived_at, null);
      assert.equal((await admin.post(`/leads/${lead.id}/convert`, { account: 999999 })).status, 404);
      assert.equal((await admin.post(`/leads/${lead.id}/convert`, { opportunity: { amount: "much" } })).status, 422);
    });

    it("who may only read converts nothing, and representatives take what is nobody's", async () => {
      const lead = await admin.create("leads", { name: "Free", email: "free@free.example", owner: null });
      const reader = server.user("Rita Reader", "read_only"), rep = server.user("Rob Rep", "representative");
      assert.equal((await reader.post(`/leads/${lead.id}/convert`, {})).status, 403);
      const me = (await rep.get("/session")).body.user.id;
      assert.equal((await rep.patch(`/leads/${lead.id}`, { owner: me, status: "working" })).status, 200);
      assert.equal((await admin.get("/leads/summary?median=response_minutes")).status, 200);
      assert.equal((await rep.post("/assignment_rules", { name: "Mine", method: "user", user: me })).status, 403);
    });
  });
}
