// The program is killed in the middle of its postings, again and again: what was acknowledged is there once, what was not
// is there whole or not at all, numbers have no gaps, and the books balance. A form sent once more after it is posted once.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chance, cents } from "./hledger.mjs";
import { ENGINES, Server } from "./server.mjs";

const KILLS = 4;
const WORKERS = 6;
const LISTS = ["orders", "deliveries", "invoices", "payments"];

async function openBooks(server) {
  const fred = server.user("Fred Finance", "finance");
  const admin = server.user("Ada Admin", "administrator");
  await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2026-01" });
  const account = await admin.create("accounts", { name: "Cancity", currency: "SGD" });
  const goods = await admin.create("products", { name: "Ware", price: "20.00", currency: "SGD", stocked: true });
  const location = await admin.create("stock_locations", { name: "Main" });
  await fred.post("/stock/receipts", { date: "2026-01-02", location: location.id, lines: [{ product: goods.id, quantity: "100000", unit_cost: "7.35" }] });
  return { client: admin, account: account.id, product: goods.id };
}

/** Sales one after the other until the program is gone. The request that had no answer is left in `unanswered`. */
async function sellUntilGone(book, worker, sold, unanswered) {
  for (let i = 0; ; i++) {
    const steps = {};
    const send = async (path, body) => {
      const request = { path, body, key: `${worker}-${sold.length}-${i}-${path}` };
      unanswered.set(worker, request);
      const answer = await book.client.post(path, body, { "Idempotency-Key": request.key });
      unanswered.delete(worker);
      assert.ok(answer.status < 300, answer.text);
      return answer.body;
    };
    try {
      steps.orders = (await send("/orders", { account: book.account, date: "2026-02-01", lines: [{ product: book.product, quantity: "3" }] })).record.id;
      const done = await send(`/orders/${steps.orders}/deliver`, { date: "2026-02-02", invoice: true });
      [steps.deliveries, steps.invoices] = [done.delivery.id, done.invoice.id];
      steps.payments = (await send("/payments", { account: book.account, date: "2026-02-03", method: "cash", currency: "SGD", amount: "50.00", allocations: [{ invoice: steps.invoices, amount: "50.00" }] })).record.id;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return void sold.push(steps);
    }
    sold.push(steps);
  }
}

const all = async (client, plural) => {
  const items = [];
  for (let after = ""; after !== null; ) {
    const { body } = await client.get(`/${plural}?limit=200&sort=number${after && `&after=${encodeURIComponent(after)}`}`);
    items.push(...body.items);
    after = body.next;
  }
  return items;
};

async function assertWhole(book, server, sold) {
  assert.match(server.run("ledger", "verify"), /none altered/);
  assert.match(server.run("check"), /agrees with itself/);
  for (const plural of LISTS) {
    const items = await all(book.client, plural);
    const ids = new Set(items.map(({ id }) => id));
    for (const steps of sold) if (steps[plural]) assert.ok(ids.has(steps[plural]), `${plural} ${steps[plural]}`);
    assert.deepEqual(items.map(({ number }) => Number(number.slice(-4))), items.map((_, i) => i + 1), plural);
    const inOrders = items.filter(({ order }) => order).map(({ order }) => order.id);
    assert.equal(new Set(inOrders).size, inOrders.length, `${plural}: an order has two`);
  }
  const { rows } = (await book.client.get("/ledger/trial-balance?date=2026-12-31")).body;
  const balance = (code) => rows.filter(({ ledger_account }) => ledger_account.code === code).reduce((sum, { debit, credit }) => sum + cents(debit ?? `-${credit}`), 0);
  const { total } = (await book.client.get("/receivables/ageing?date=2026-12-31")).body;
  assert.equal(balance("1100"), cents(total.total));
  assert.equal(rows.reduce((sum, { debit, credit }) => sum + cents(debit ?? `-${credit}`), 0), 0);
}

for (const engine of ENGINES) {
  describe(`kills in the middle of postings on ${engine}`, () => {
    it("leave the books balanced, and nothing half-posted or posted twice", async () => {
      const seed = Number(process.env.DAYBOOK_TEST_SEED ?? Math.floor(Math.random() * 1e9));
      console.log(`kills on ${engine}: DAYBOOK_TEST_SEED=${seed} repeats this run`);
      const pick = chance(seed);
      const server = await Server.start({ engine });
      const book = await openBooks(server);
      const sold = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const unanswered = new Map();
        const until = sold.length + 6 + pick(20);
        const workers = Array.from({ length: WORKERS }, (_, worker) => sellUntilGone(book, `${kill}.${worker}`, sold, unanswered));
        while (sold.length < until) await book.client.get("/session");
        await server.stop("SIGKILL");
        await Promise.all(workers);
        await server.launch();
        await assertWhole(book, server, sold);
        for (const { path, body, key } of unanswered.values()) {
          const answer = await book.client.post(path, body, { "Idempotency-Key": key });
          assert.ok(answer.status < 300, answer.text);
        }
        await assertWhole(book, server, sold);
      }
      await server.end();
    });
  });
}
