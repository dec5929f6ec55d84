// Contracts over HTTP on each engine: who may, what is refused, the notice, the same form twice, and bills that come once.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`contracts on ${engine}`, () => {
    let server, fred, mia, rita, reader, account, own;

    before(async () => {
      server = await Server.start({ engine });
      const admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      mia = server.user("Mia Manager", "manager");
      rita = server.user("Rita Rep", "representative");
      reader = server.user("Rob Reader", "read_only");
      await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2026-01" });
      account = (await admin.create("accounts", { name: "Cancity", currency: "SGD" })).id;
      own = (await rita.create("accounts", { name: "Rita's own", currency: "SGD" })).id;
    });
    after(() => server.end());

    const draft = (values = {}) =>
      ({ account, name: "Seats", start_on: "2026-01-01", months: 24, notice_days: 30, lines: [{ description: "Seat", quantity: "10", unit_price: "31", recurring: true }], ...values });
    const drafted = async (values, who = mia) => {
      const answer = await who.post("/contracts", draft(values));
      assert.equal(answer.status, 201, answer.text);
      return answer.body.record.id;
    };
    const document = async (id) => (await fred.get(`/contracts/${id}/document`)).body;
    const errors = ({ status, body }) => [status, ...(body.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
    const runTo = async (date, who = fred) => who.post("/contracts/due", { date });

    it("a representative makes contracts of own customers, and managers and finance bill them", async () => {
      await drafted({ account: own }, rita);
      assert.equal((await reader.post("/contracts", draft())).status, 403);
      assert.ok([403, 404, 422].includes((await rita.post("/contracts", draft())).status));
      assert.equal((await runTo("2026-01-01", rita)).status, 403);
    });

    it("what is wrong is said at its field", async () => {
      assert.deepEqual(errors(await mia.post("/contracts", draft({ lines: [] }))), [422, "lines required"]);
      assert.deepEqual(errors(await mia.post("/contracts", draft({ months: 999 }))), [422, "months out_of_range"]);
      assert.deepEqual(errors(await mia.post("/contracts", draft({ billing: "never" }))), [422, "billing unknown_choice"]);
      assert.deepEqual(errors(await mia.post("/contracts", draft({ lines: [{ description: "Seat", quantity: "0", unit_price: "1" }] }))), [422, "lines.0.quantity out_of_range"]);
    });

    it("the same form sent twice makes one contract", async () => {
      const key = { "Idempotency-Key": "one-contract" };
      const [one, two] = [await mia.post("/contracts", draft(), key), await mia.post("/contracts", draft(), key)];
      assert.equal(one.body.record.id, two.body.record.id);
    });

    it("a period is billed once, whoever runs it and however often, and earned month by month", async () => {
      const id = await drafted();
      assert.equal((await mia.post(`/contracts/${id}/activate`)).status, 200);
      assert.equal((await mia.post(`/contracts/${id}/activate`)).body.code, "not_draft");
      await Promise.all([runTo("2026-03-15"), runTo("2026-03-15", mia), runTo("2026-03-15")]);
      const { invoices, billed, recognised, deferred } = await document(id);
      assert.equal(invoices.length, 3);
      assert.deepEqual([billed, recognised, deferred], ["930.00", "620.00", "310.00"]);
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });

    it("more seats are charged for the days that are left, and the monthly revenue follows", async () => {
      const id = await drafted({ billing: "year" });
      await mia.post(`/contracts/${id}/activate`);
      await runTo("2026-01-01");
      const { lines } = await document(id);
      const more = await mia.post(`/contracts/${id}/quantity`, { line: lines[0].id, quantity: "20", date: "2026-07-01" });
      assert.equal(more.status, 200, more.text);
      assert.equal((await document(id)).billed, "5580.00");
      assert.deepEqual(errors(await mia.post(`/contracts/${id}/quantity`, { line: 99999, quantity: "3" })), [422, "line not_found"]);
    });

    it("a contract ends with its notice, not before, and says why", async () => {
      const id = await drafted();
      assert.equal((await mia.post(`/contracts/${id}/end`, { reason: "Moved away" })).body.code, "not_active");
      await mia.post(`/contracts/${id}/activate`);
      assert.deepEqual(errors(await mia.post(`/contracts/${id}/end`, { date: "2026-01-31", reason: "Moved away" })), [422, "date notice"]);
      assert.deepEqual(errors(await mia.post(`/contracts/${id}/end`, {})), [422, "reason required"]);
      const ended = await mia.post(`/contracts/${id}/end`, { date: "2027-06-30", reason: "Moved away" });
      assert.equal(ended.status, 200, ended.text);
      assert.equal(ended.body.record.cancelled_on, "2027-06-30");
    });
  });
}
