// Payments and what customers owe, over HTTP on each engine: two who pay the same invoice at once, the same form sent
// twice, what bounces, who may what, and books that agree with documents after each.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`receivables on ${engine}`, () => {
    let server, fred, fay, rita, mia, account, product;

    before(async () => {
      server = await Server.start({ engine });
      const admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      fay = server.user("Fay Finance", "finance");
      rita = server.user("Rita Rep", "representative");
      mia = server.user("Mia Manager", "manager");
      await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2025-01" });
      await fred.post("/tax-codes/ready", { chart: "singapore" });
      account = (await admin.post("/accounts", { name: "Cancity", currency: "SGD", payment_terms: "2_10_net_30" })).body.id;
      product = (await admin.post("/products", { name: "Service", kind: "service", price: "100.00", currency: "SGD" })).body.id;
    });
    after(() => server.end());

    /** An invoice over so many services of 100.00 with 9 % of tax. */
    const billed = async (quantity, date = "2026-01-12") => {
      const order = await mia.post("/orders", { account, date, lines: [{ product, quantity: `${quantity}` }] });
      assert.equal(order.status, 201, order.text);
      const { body } = await mia.post(`/orders/${order.body.record.id}/deliver`, { date, invoice: true });
      return body.invoice.id;
    };
    const invoice = async (id) => (await fred.get(`/invoices/${id}/document`)).body.record;
    const ageing = async (date, by = "customer") => (await fred.get(`/receivables/ageing?date=${date}&by=${by}`)).body;
    const agrees = async (date) => {
      const { total, receivable } = await ageing(date);
      assert.equal(total.total, receivable, `documents and ledger at ${date}`);
    };
    const lines = async (entry) =>
      (await fred.get(`/ledger/entries/${entry}`)).body.lines.map(({ ledger_account, debit, credit }) => `${ledger_account.code} ${debit ?? `-${credit}`}`);

    it("an invoice of 1,090.00 is settled early with 1,068.20: sales discounts 20.00, output GST 1.80", async () => {
      const id = await billed(10);
      const paid = { account, date: "2026-01-22", amount: "1068.20", allocations: [{ invoice: id, amount: "1090.00", discount: "21.80" }] };
      const late = await mia.post("/payments", { ...paid, date: "2026-01-23" });
      assert.deepEqual(late.body.errors.map(({ field, code }) => [field, code]), [["allocations.0.discount", "too_late"]]);
      const { status, body } = await mia.post("/payments", paid);
      assert.equal(status, 201);
      assert.deepEqual((await lines(body.entry.id)).sort(), ["1020 1068.20", "1100 -1068.20", "1100 -21.80", "2100 1.80", "4120 20.00"].sort());
      assert.equal((await invoice(id)).status, "paid");
      await agrees("2026-12-31");
    });

    it("of two who pay the same invoice at once one is told that nothing is open, and nothing of it is kept", async () => {
      const id = await billed(1);
      const count = (await fred.get("/payments?limit=100")).body.items.length;
      const pay = (who) => who.post("/payments", { account, date: "2026-02-01", amount: "109.00", allocations: [{ invoice: id, amount: "109.00" }] });
      const answers = await Promise.all([pay(fred), pay(fay), pay(mia)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422, 422]);
      const refused = answers.find(({ status }) => status === 422);
      assert.deepEqual(refused.body.errors.map(({ field, code }) => [field, code]), [["allocations.0.amount", "more_than_open"]]);
      const { items } = (await fred.get("/payments?limit=100")).body;
      assert.equal(items.length, count + 1);
      const next = (await fred.post("/payments", { account, date: "2026-02-01", amount: "1.00" })).body;
      assert.equal(Number(next.record.number.slice(-4)), items.length + 1, "no number is lost");
      await agrees("2026-12-31");
    });

    it("a form that is sent twice takes money in once", async () => {
      const headers = { "Idempotency-Key": "this payment" };
      const form = { account, date: "2026-02-02", amount: "50.00" };
      const first = await fred.post("/payments", form, headers);
      assert.deepEqual((await fred.post("/payments", form, headers)).body, first.body);
      assert.equal((await fred.post("/payments", { ...form, amount: "51.00" }, headers)).status, 422);
    });

    it("what is too much waits, is given to the next invoice, and the rest is paid back", async () => {
      const payment = (await fred.post("/payments", { account, date: "2026-03-01", amount: "200.00" })).body.record.id;
      const id = await billed(1, "2026-03-02");
      const given = await mia.post(`/payments/${payment}/allocate`, { date: "2026-03-02", allocations: [{ invoice: id, amount: "109.00" }] });
      assert.equal(given.body.record.open, "91.00");
      assert.equal((await mia.post(`/payments/${payment}/refund`, {})).status, 403);
      const refund = await fred.post(`/payments/${payment}/refund`, { date: "2026-03-03" });
      assert.equal(refund.body.record.amount, "91.00");
      assert.deepEqual(await lines(refund.body.entry.id), ["1100 91.00", "1020 -91.00"]);
      await agrees("2026-12-31");
      await agrees("2026-03-01");
    });

    it("a payment that bounced opens its invoices again, by an entry that reverses its own", async () => {
      const id = await billed(2, "2026-04-01");
      const { body } = await fred.post("/payments", { account, date: "2026-04-10", amount: "213.64", method: "cheque", allocations: [{ invoice: id, amount: "218.00", discount: "4.36" }] });
      assert.equal((await fred.post(`/ledger/entries/${body.entry.id}/reverse`, {})).body.code, "has_document");
      const back = await fred.post(`/payments/${body.record.id}/take-back`, { date: "2026-04-12", reason: "The cheque bounced" });
      assert.equal(back.body.record.taken_back_on, "2026-04-12");
      assert.equal((await fred.get(`/ledger/entries/${body.entry.id}`)).body.reversed_by.title.slice(0, 2), "RV");
      assert.equal((await invoice(id)).open, "218.00");
      assert.equal((await fred.post(`/payments/${body.record.id}/take-back`, { reason: "Again" })).status, 409);
      await agrees("2026-04-11");
      await agrees("2026-12-31");
    });

    it("a write-off above the limit waits for somebody else", async () => {
      const id = await billed(5, "2026-05-01");
      assert.equal((await fred.patch("/trade-settings", { write_off_limit: "100.00" })).status, 200);
      const { body } = await fred.post(`/invoices/${id}/write-off`, { reason: "Bankrupt" });
      assert.equal(body.entry, null);
      assert.equal((await fred.post(`/approvals/${body.approval}/decision`, { approve: true })).body.code, "own_request");
      assert.equal((await mia.post(`/approvals/${body.approval}/decision`, { approve: true })).status, 403);
      const { items } = (await fay.get("/approvals")).body;
      assert.deepEqual([items[0].reason, items[0].amount, items[0].may_decide], ["Bankrupt", "545.00", true]);
      assert.equal((await fay.post(`/approvals/${body.approval}/decision`, { approve: true })).status, 200);
      assert.equal((await invoice(id)).status, "written_off");
      assert.equal((await fred.post(`/invoices/${id}/write-off`, { reason: "Again" })).body.code, "nothing_open");
      await agrees("2026-12-31");
    });

    it("each figure of the ageing opens the documents that it is the sum of, also as it stood", async () => {
      await billed(3, "2026-06-01");
      for (const date of ["2026-04-11", "2026-06-15", "2026-08-15"]) {
        for (const by of ["customer", "salesperson", "branch"]) {
          const { items, total } = await ageing(date, by);
          for (const { record, ...ages } of items) {
            const of = record ? record.id : "none";
            for (const age of ["current", "days_1_30", "days_31_60", "days_61_90", "days_over_90", "unapplied"]) {
              const { body } = await fred.get(`/receivables/open?date=${date}&by=${by}&of=${of}&age=${age}`);
              const sum = body.items.reduce((cents, { open_book }) => cents + Math.round(Number(open_book) * 100), 0);
              assert.equal(sum, Math.round(Number(ages[age]) * 100), `${age} by ${by} at ${date}`);
            }
          }
          assert.equal(total.total, (await ageing(date)).total.total);
        }
      }
    });

    it("a customer's statement goes from its opening to its closing balance, and its seller may read it", async () => {
      const { status, body } = await rita.get(`/receivables/statement?customer=${account}&from=2026-02-01&to=2026-12-31`);
      assert.equal(status, 200);
      const [{ opening, items, closing, open }] = body.sections;
      const cents = (text) => Math.round(Number(text) * 100);
      assert.equal(items.reduce((sum, { amount }) => sum + cents(amount), cents(opening)), cents(closing));
      assert.equal(items.at(-1).balance, closing);
      assert.ok(open.length > 0 && open.every(({ late }) => late));
    });

    it("the sales ledger, the day book and the tax return agree with the accounts", async () => {
      const time = "from=2026-01-01&to=2026-12-31";
      const trial = (await fred.get("/ledger/trial-balance?date=2026-12-31")).body.rows;
      const of = (code) => trial.find(({ ledger_account }) => ledger_account.code === code);
      assert.equal((await fred.get(`/receivables/ledger?${time}`)).body.total.closing, of("1100").debit ?? `-${of("1100").credit}`);
      const tax = (await fred.get(`/receivables/tax-return?${time}`)).body;
      assert.equal(tax.boxes[5].amount, of("2100").credit);
      assert.equal(tax.documents_tax, of("2100").credit);
      const day = (await fred.get(`/receivables/day-book?${time}`)).body;
      assert.equal(day.total.count, day.items.length);
    });

    it("sellers take no payments and see no ageing of all", async () => {
      assert.equal((await rita.post("/payments", { account, amount: "1.00" })).status, 403);
      for (const path of ["ageing", "day-book?from=2026-01-01&to=2026-12-31"]) assert.equal((await rita.get(`/receivables/${path}`)).status, 403);
      assert.equal((await fred.get("/receivables/ageing?by=weather")).status, 422);
      assert.equal((await fred.get("/receivables/tax-return")).status, 422);
    });
  });
}
