// A thousand random histories of trade over HTTP, several at once: quoted prices, part deliveries, deposits, returns,
// discounts, currencies, months that are closed; hledger recomputes what the books say.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chance, HLEDGER, judge, trialBalance } from "./hledger.mjs";
import { ENGINES, Server } from "./server.mjs";

const HISTORIES = { sqlite: 900, postgresql: 100 };
const AT_ONCE = 8;

for (const engine of ENGINES) {
  describe(`histories of trade on ${engine}`, () => {
    let server, fred, made;

    before(async () => {
      server = await Server.start({ engine });
      const admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2025-01" });
      const rates = "Date,USD,SGD,JPY\n2025-01-01,1.0800,1.4580,162.35\n2025-05-02,1.1234,1.4712,158.02\n2025-09-01,1.1712,1.5011,172.40\n";
      await fred.post("/ledger/rates?base=EUR", new TextEncoder().encode(rates));
      const tax = await admin.create("tax_codes", { name: "GST", code: "T9", rate: "9", category: "standard" });
      const products = [];
      for (const name of ["Ware", "Fitting", "Plan"]) products.push((await admin.create("products", { name, price: "37.50", currency: "SGD", tax_code: tax.id })).id);
      const accounts = [];
      for (let i = 0; i < 12; i++) accounts.push((await admin.create("accounts", { name: `Customer ${i}`, currency: "SGD", payment_terms: i % 2 ? "2_10_net_30" : "net_30" })).id);
      made = { products, accounts };
    });
    after(() => server.end());

    /** An offer that is accepted, or is not. */
    async function quoted(act, wanted, pick) {
      const quote = await act("/quotes", { ...wanted, valid_until: "2099-12-31" });
      await act(`/quotes/${quote.record.id}/send`, {});
      if (pick(6) === 0) return void (await act(`/quotes/${quote.record.id}/decline`, { reason: "Too late" }));
      const accepted = await act(`/quotes/${quote.record.id}/accept`, { name: "A Buyer" });
      assert.equal(accepted.record.total, quote.record.total);
      return (await fred.get(`/orders/${accepted.order.id}/document`)).body;
    }

    /** One order's life; what a step refuses by rule is part of it. */
    async function history(pick) {
      const date = (day) => new Date(Date.UTC(2025, 0, 1 + Math.min(day, 364))).toISOString().slice(0, 10);
      let day = pick(300);
      const act = async (path, body) => {
        day += pick(6);
        const answer = await fred.post(path, { date: date(day), ...body });
        assert.ok(answer.status < 500, answer.text);
        return answer.status < 300 ? answer.body : null;
      };
      const lines = Array.from({ length: 1 + pick(3) }, () => ({
        product: made.products[pick(3)], quantity: `${1 + pick(9)}.${pick(4)}`, unit_price: `${1 + pick(400)}.${pick(10)}${pick(10)}`, discount_percent: `${pick(3) ? 0 : pick(25)}`,
      }));
      const account = made.accounts[pick(12)], currency = ["SGD", "SGD", "USD", "JPY"][pick(4)];
      const wanted = { account, currency, lines, discount_percent: pick(4) ? "0" : "5", freight: pick(4) ? "0" : "15" };
      const order = pick(3) === 0 ? await quoted(act, wanted, pick) : await act("/orders", wanted);
      if (!order) return;
      const path = `/orders/${order.record.id}`;
      if (pick(4) === 0) await act(`${path}/invoice`, { basis: "deposit", percent: `${5 + pick(40)}` });
      const part = { lines: [{ line: order.lines[0].id, quantity: "0.7" }] };
      const delivered = await act(`${path}/deliver`, { ...part, invoice: pick(2) === 0 });
      if (pick(5) === 0 && delivered) {
        const sent = (await fred.get(`/deliveries/${delivered.delivery.id}/document`)).body;
        await act(`/deliveries/${delivered.delivery.id}/return`, { lines: [{ line: sent.lines[0].id, quantity: "0.2", condition: "restock" }] });
      }
      if (pick(8) === 0) await act(`${path}/cancel`, {});
      await act(`${path}/deliver`, { invoice: pick(3) > 0 });
      const billed = await act(`${path}/invoice`, { basis: pick(2) ? "delivered" : "remaining" });
      const { invoices } = (await fred.get(`${path}/document`)).body;
      const last = invoices.at(-1);
      assert.ok(last || !billed);
      if (!last) return;
      if (pick(3) === 0) await act(`/invoices/${last.id}/credit`, { kind: ["return", "cancel"][pick(2)], reason: "Any" });
      const { record } = (await fred.get(`/invoices/${last.id}/document`)).body;
      if (pick(4) > 0) await act("/payments", { account, currency, method: "bank_transfer", amount: Number(record.open) > 0 ? record.open : "5", automatic: true });
    }

    it("a thousand of them, and hledger comes to the same balances", { skip: !HLEDGER && "no hledger here" }, async () => {
      const seed = Number(process.env.DAYBOOK_TEST_SEED ?? Math.floor(Math.random() * 1e9));
      console.log(`histories on ${engine}: DAYBOOK_TEST_SEED=${seed} repeats this run`);
      let next = 0;
      const worker = async () => {
        for (let i = next++; i < HISTORIES[engine]; i = next++) await history(chance(seed + i));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      for (const month of ["2025-01", "2025-02"]) await fred.post("/ledger/months", { month, status: "hard" });
      await fred.post("/ledger/revaluations", { date: "2025-12-31" });
      assert.equal((await fred.post("/ledger/years", { month: "2025-12" })).status, 201);
      const dates = ["2025-04-30", "2025-09-17", "2025-12-31"];
      const judged = await judge(fred, "SGD", dates);
      for (const [i, date] of dates.entries()) assert.deepEqual(judged[i], await trialBalance(fred, date), date);
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });
  });
}
