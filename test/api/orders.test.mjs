// Orders, deliveries and invoices over HTTP on each engine: who may, what is refused and how it is said, two who deliver the
// same goods at once, the same form twice, and the credit limit.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`orders on ${engine}`, () => {
    let server, admin, fred, mia, rita, reader, account, goods, service;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      mia = server.user("Mia Manager", "manager");
      rita = server.user("Rita Rep", "representative");
      reader = server.user("Rob Reader", "read_only");
      await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2026-01" });
      account = await admin.create("accounts", { name: "Cancity", currency: "SGD" });
      goods = await admin.create("products", { name: "Ware", price: "20.00", currency: "SGD", stocked: true });
      service = await admin.create("products", { name: "Work", kind: "service", price: "100.00", currency: "SGD" });
      const location = await admin.create("stock_locations", { name: "Main" });
      await fred.post("/stock/receipts", { date: "2026-01-02", location: location.id, lines: [{ product: goods.id, quantity: "100", unit_cost: "8" }] });
    });
    after(() => server.end());

    const ordered = async (quantity, values = {}, who = mia) => {
      const answer = await who.post("/orders", { account: account.id, date: "2026-02-02", lines: [{ product: service.id, quantity: `${quantity}` }], ...values });
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    };
    const errors = ({ status, body }) => [status, ...body.errors.map(({ field, code }) => `${field} ${code}`)];
    const entries = async () => (await fred.get("/ledger/entries?limit=1")).body.items[0]?.number;

    it("a representative sells to own customers only, and readers to nobody", async () => {
      const own = await rita.create("accounts", { name: "Rita's own", currency: "SGD" });
      assert.equal((await ordered(1, { account: own.id }, rita)).record.status, "open");
      const foreign = await rita.post("/orders", { account: account.id, lines: [{ product: service.id }] });
      assert.ok([403, 404, 422].includes(foreign.status), foreign.text);
      assert.equal((await reader.post("/orders", { account: account.id, lines: [{ product: service.id }] })).status, 403);
      const { record } = await ordered(1);
      assert.equal((await reader.post(`/orders/${record.id}/deliver`, {})).status, 403);
      assert.equal((await rita.post(`/orders/${record.id}/deliver`, {})).status, 403);
    });

    it("what is wrong is said at its field, and no number is lost", async () => {
      const before = (await ordered(1)).record.number;
      const wrong = await mia.post("/orders", { account: account.id, currency: "XXY", lines: [{ product: service.id }] });
      assert.deepEqual(errors(wrong), [422, "currency not_a_currency"]);
      const lines = await mia.post("/orders", { account: account.id, lines: [{ product: 999 }, { product: service.id, quantity: "-1" }] });
      assert.deepEqual(errors(lines), [422, "lines.0.product not_found", "lines.1.quantity out_of_range"]);
      assert.equal(Number((await ordered(1)).record.number.slice(-4)), Number(before.slice(-4)) + 1);
    });

    it("more than is outstanding is not delivered, and nothing is half-posted", async () => {
      const { record, lines } = await ordered(5);
      const last = await entries();
      const much = await mia.post(`/orders/${record.id}/deliver`, { lines: [{ line: lines[0].id, quantity: "6" }] });
      assert.deepEqual(errors(much), [422, "lines.0.quantity more_than_outstanding"]);
      assert.equal(await entries(), last);
      assert.equal((await mia.post(`/orders/${record.id}/deliver`, { date: "2026-02-03" })).status, 201);
      assert.equal((await mia.post(`/orders/${record.id}/deliver`, {})).body.code, "nothing_outstanding");
      assert.deepEqual(errors(await mia.post(`/orders/${record.id}/deliver`, { date: "soon" })).slice(0, 1), [422]);
    });

    it("what is not in stock does not leave", async () => {
      const { record } = await ordered(1, { lines: [{ product: goods.id, quantity: "101" }] });
      const short = await mia.post(`/orders/${record.id}/deliver`, { date: "2026-02-03" });
      assert.equal(short.status, 422);
      assert.ok(short.body.errors.some(({ code }) => code === "not_in_stock"), short.text);
      assert.equal((await mia.post(`/orders/${record.id}/cancel`, {})).status, 200);
    });

    it("of two who deliver all of an order at once one is told that nothing is outstanding", async () => {
      const { record } = await ordered(3);
      const answers = await Promise.all([mia, fred, admin].map((who) => who.post(`/orders/${record.id}/deliver`, { date: "2026-02-04", invoice: true })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
      const { deliveries, invoices } = (await mia.get(`/orders/${record.id}/document`)).body;
      assert.deepEqual([deliveries.length, invoices.length], [1, 1]);
    });

    it("the same form sent twice makes one order and one posting", async () => {
      const key = { "Idempotency-Key": `form-${engine}` };
      const body = { account: account.id, date: "2026-02-02", lines: [{ product: service.id, quantity: "2" }] };
      const [one, two] = [await mia.post("/orders", body, key), await mia.post("/orders", body, key)];
      assert.equal(one.body.record.id, two.body.record.id);
      const path = `/orders/${one.body.record.id}/deliver`;
      const twice = await Promise.all([mia.post(path, { invoice: true }, { "Idempotency-Key": "d" }), mia.post(path, { invoice: true }, { "Idempotency-Key": "d" })]);
      assert.deepEqual(twice.map(({ status }) => status), [201, 201]);
      assert.equal(twice[0].body.invoice.id, twice[1].body.invoice.id);
      const other = await mia.post("/orders", { ...body, date: "2026-02-05" }, key);
      assert.ok([409, 422].includes(other.status), other.text);
    });

    it("an order over the credit limit is held, names what is open, and only finance lets it go", async () => {
      const limited = await admin.create("accounts", { name: "Tight", currency: "SGD", credit_limit: "250.00" });
      const first = await ordered(2, { account: limited.id });
      assert.equal((await mia.post(`/orders/${first.record.id}/deliver`, { date: "2026-02-03", invoice: true })).status, 201);
      const held = await ordered(1, { account: limited.id });
      assert.equal(held.record.status, "held");
      assert.equal(held.credit.invoices.length, 1);
      const refused = await mia.post(`/orders/${held.record.id}/deliver`, {});
      assert.deepEqual([refused.status, refused.body.code], [409, "over_credit_limit"]);
      assert.match(refused.body.detail, /SI-2026-/);
      assert.equal((await mia.post(`/orders/${held.record.id}/release`, {})).status, 403);
      assert.equal((await fred.post(`/orders/${held.record.id}/release`, {})).body.record.status, "open");
      assert.equal((await mia.post(`/orders/${held.record.id}/deliver`, { date: "2026-02-05" })).status, 201);
    });

    it("deposits and milestones are billed once each, and the rest when it is delivered", async () => {
      const { record, milestones } = await ordered(10, {
        milestones: [{ kind: "deposit", name: "On order", percent: "30" }, { kind: "milestone", name: "Half done", amount: "200.00" }],
      });
      const bill = (id) => mia.post(`/orders/${record.id}/invoice`, { basis: "milestone", milestone: id, date: "2026-02-06" });
      assert.equal((await bill(milestones[0].id)).status, 201);
      assert.equal((await bill(milestones[0].id)).body.code, "billed_already");
      assert.equal((await bill(milestones[1].id)).status, 201);
      assert.equal((await mia.post(`/orders/${record.id}/deliver`, { date: "2026-02-07", invoice: true })).status, 201);
      const { invoices } = (await mia.get(`/orders/${record.id}/document`)).body;
      assert.equal(invoices.reduce((sum, { total }) => sum + Number(total), 0), 1000);
    });

    it("nothing is posted into a month that is closed for good: it goes to the first open day", async () => {
      await fred.post("/ledger/months", { month: "2026-01", status: "hard" });
      const { record } = await ordered(1, { date: "2026-01-20" });
      const { body } = await mia.post(`/orders/${record.id}/deliver`, { date: "2026-01-21", invoice: true });
      const entry = (await fred.get(`/ledger/entries/${body.entry.id}`)).body;
      assert.equal(entry.date, "2026-02-01");
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });
  });
}
