// The first day of a book, on each engine: what is asked of it, and the first steps in it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`the first day on ${engine}`, () => {
    let server, admin;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
    });
    after(() => server.end());

    const day = async (client) => (await client.get("/first-day")).body;
    const done = ({ tour }) => tour.steps.filter((step) => step.done).map(({ step }) => step);

    it("an empty book asks its administrator, and nobody else", async () => {
      assert.equal((await day(admin)).questions, true);
      const rita = server.user("Rita Rep", "representative");
      assert.equal((await day(rita)).questions, false);
      assert.equal((await rita.post("/first-day", { currency: "SGD" })).status, 403);
    });

    it("an answer with something wrong in it names the row and keeps nothing", async () => {
      const people = [{ name: "Tom Team", email: "tom@team.example" }, { name: "No Address" }];
      const refused = await admin.post("/first-day", { currency: "SGD", team: "Harbour", people });
      assert.equal(refused.status, 422, refused.text);
      assert.deepEqual(refused.body.errors.map(({ field }) => field), ["people.1.email"]);
      assert.equal((await admin.get("/organisation")).body.currency, "USD");
      assert.equal((await admin.get("/users?email=tom@team.example")).body.items.length, 0);
      const priced = await admin.post("/first-day", { products: [{ name: "Rope" }, { name: "Net", price: "much" }] });
      assert.deepEqual(priced.body.errors.map(({ field }) => field), ["products.1.price"]);
      assert.equal((await admin.get("/products")).body.items.length, 0);
    });

    it("currency, team and products are set up at once, and each of the team gets a link", async () => {
      const answers = {
        name: "Harbour Trading",
        currency: "SGD",
        team: "Harbour",
        people: [{ name: "Tom Team", email: "tom@team.example" }, { name: "Mia Manager", email: "mia@team.example", role: "manager" }],
        products: [{ name: "Rope", price: "12.50" }, { name: "Advice" }],
      };
      const { status, body, text } = await admin.post("/first-day", answers);
      assert.equal(status, 200, text);
      assert.equal(body.products, 2);
      assert.deepEqual(body.invitations.map(({ email }) => email), ["tom@team.example", "mia@team.example"]);
      const link = new URL(body.invitations[1].link);
      const mia = (await admin.get(`/session/link?token=${link.pathname.split("/").pop()}`)).body;
      assert.equal(mia.user.name, "Mia Manager");
      const tom = (await admin.get("/users?email=tom@team.example")).body.items[0];
      assert.deepEqual([tom.role, tom.team.title], ["representative", "Harbour"]);
      const rope = (await admin.get("/products?sort=name")).body.items.find(({ name }) => name === "Rope");
      assert.deepEqual([rope.price, rope.currency], ["12.50", "SGD"]);
      assert.equal((await day(admin)).questions, false);
    });

    it("the first steps are ticked by what one really does, with one's own records", async () => {
      const tess = server.user("Tess Rep", "representative");
      assert.deepEqual(done(await day(tess)), []);
      const account = await tess.create("accounts", { name: "Tess Mills" });
      assert.deepEqual((await day(tess)).tour.account, { id: account.id, title: "Tess Mills" });
      await tess.create("contacts", { name: "Pat Mill", account: account.id });
      await tess.create("interactions", { kind: "call", subject: "Hello", account: account.id, next_step: "Send prices" });
      assert.deepEqual(done(await day(tess)), ["account", "contact", "interaction", "next_step"]);
      const deal = await tess.create("opportunities", { name: "Looms", account: account.id });
      assert.equal((await day(tess)).tour.opportunity.id, deal.id);
      const next = (await tess.get("/stages?pipeline=1&sort=position")).body.items[1];
      await tess.post(`/opportunities/${deal.id}/move`, { stage: next.id });
      assert.equal(done(await day(tess)).length, 6);
      const other = server.user("Otto Other", "representative");
      assert.deepEqual(done(await day(other)), []);
    });

    it("who closes the first steps does not see them again, unless asked for", async () => {
      const una = server.user("Una User", "representative");
      await una.post("/first-day/tour", { open: false });
      assert.equal((await day(una)).tour.open, false);
      await una.post("/first-day/tour", { open: true });
      assert.equal((await day(una)).tour.open, true);
    });
  });
}
