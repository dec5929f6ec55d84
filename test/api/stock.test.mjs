// Stock over HTTP on each engine: who may, what is refused, two who take the last piece at once, the same form twice, and
// what lies there beside what the books say.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`stock on ${engine}`, () => {
    let server, admin, fred, mia, rita, goods, main, hill;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      mia = server.user("Mia Manager", "manager");
      rita = server.user("Rita Rep", "representative");
      await fred.post("/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2026-01" });
      const branch = await admin.create("branches", { name: "Hill office" });
      main = (await admin.create("stock_locations", { name: "Main" })).id;
      hill = (await admin.create("stock_locations", { name: "Hill store", branch: branch.id })).id;
      goods = (await admin.create("products", { name: "Ware", price: "20.00", currency: "SGD", stocked: true, reorder_level: "5" })).id;
    });
    after(() => server.end());

    const receive = (quantity, who = fred, more = {}, headers = {}) =>
      who.post("/stock/receipts", { date: "2026-02-02", location: main, lines: [{ product: goods, quantity: `${quantity}`, unit_cost: "8" }], ...more }, headers);
    const level = async (location = main) => (await fred.get(`/stock/levels?location=${location}`)).body.items.find(({ product }) => product.id === goods)?.quantity ?? "0";
    const errors = ({ status, body }) => [status, ...(body.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
    const agrees = async () => {
      const { rows } = (await fred.get("/ledger/trial-balance?date=2026-12-31")).body;
      const inventory = rows.find(({ ledger_account }) => ledger_account.code === "1200");
      assert.equal((await fred.get("/stock/levels")).body.value, inventory?.debit ?? "0.00");
    };

    it("goods are taken in by managers and finance, and seen with their value by them", async () => {
      assert.equal((await receive(10)).status, 201);
      assert.equal((await receive(10, mia)).status, 201);
      assert.equal((await receive(10, rita)).status, 403);
      assert.equal(await level(), "20");
      assert.equal((await rita.get("/stock/levels")).body.items[0].value, null);
      await agrees();
    });

    it("what is wrong is said at its field, and nothing is half-posted", async () => {
      assert.deepEqual(errors(await receive("-3")), [422, "lines.0.quantity out_of_range"]);
      assert.deepEqual(errors(await receive(1, fred, { location: 999 })), [422, "location not_found"]);
      assert.deepEqual(errors(await receive(1, fred, { lines: [] })), [422, "lines required"]);
      const lines = [{ product: goods, quantity: "1" }, { product: goods, quantity: "1000" }];
      assert.deepEqual(errors(await fred.post("/stock/scraps", { date: "2026-02-03", location: main, lines })), [422, "lines.1.quantity not_in_stock"]);
      assert.deepEqual(errors(await fred.post("/stock/transfers", { date: "2026-02-03", from: main, to: main, lines: lines.slice(0, 1) })), [422, "to same_place"]);
      assert.equal(await level(), "20");
      await agrees();
    });

    it("the same form sent twice is posted once", async () => {
      const key = { "Idempotency-Key": "goods-in" };
      const [one, two] = [await receive(5, fred, {}, key), await receive(5, fred, {}, key)];
      assert.deepEqual(one.body, two.body);
      assert.equal(await level(), "25");
    });

    it("of several who scrap the last pieces at once only as many succeed as there are pieces", async () => {
      await fred.post("/stock/counts", { date: "2026-02-04", location: main, lines: [{ product: goods, counted: "2" }] });
      const scrap = (who) => who.post("/stock/scraps", { date: "2026-02-04", location: main, lines: [{ product: goods, quantity: "1" }] });
      const answers = await Promise.all([fred, mia, admin, fred].map(scrap));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 422, 422]);
      assert.equal(await level(), "0");
      await agrees();
    });

    it("between branches the inventory of one is credited and that of the other debited", async () => {
      await receive(8);
      const { body } = await fred.post("/stock/transfers", { date: "2026-02-05", from: main, to: hill, lines: [{ product: goods, quantity: "6" }] });
      const { lines } = (await fred.get(`/ledger/entries/${body.entry.id}`)).body;
      assert.deepEqual(lines.map(({ ledger_account, debit, credit, branch }) => [ledger_account.code, debit ?? `-${credit}`, branch?.title ?? null]).sort(),
        [["1200", "-48.00", null], ["1200", "48.00", "Hill office"]].sort());
      assert.deepEqual([await level(), await level(hill)], ["2", "6"]);
      await agrees();
    });

    it("what is free below its level is to be ordered again", async () => {
      await fred.post("/stock/counts", { date: "2026-02-06", location: hill, lines: [{ product: goods, counted: "1" }] });
      const { items } = (await mia.get("/stock/reorder")).body;
      assert.deepEqual(items.map(({ product }) => product.id), [goods]);
    });
  });
}
