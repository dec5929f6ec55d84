// Prices and taxes over HTTP, on each engine: what a line begins with, who may change what, and price lists and products
// from files.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

const codes = (answer) => answer.body.errors.map(({ field, code }) => `${field} ${code}`);

for (const engine of ENGINES) {
  describe(`prices on ${engine}`, () => {
    let server, admin, mia, fred, rita, ware, account;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      mia = server.user("Mia Manager", "manager");
      fred = server.user("Fred Finance", "finance");
      rita = server.user("Rita Rep", "representative");
      await admin.patch("/organisation", { currency: "SGD" });
      ware = await mia.create("products", { name: "Pump", code: "P-1", price: "10.00", currency: "SGD", unit: "piece" });
      account = await rita.create("accounts", { name: "Cancity", tier: "key", currency: "SGD" });
    });
    after(() => server.end());

    const find = async (query = "") => (await rita.get(`/prices/find?product=${ware.id}${query}`)).body;

    async function load(name, text) {
      const { body } = await mia.send("POST", `/imports?name=${name}`, new TextEncoder().encode(text), { "Content-Type": "text/csv" });
      assert.equal((await mia.post(`/imports/${body.id}/run`, { dry_run: false })).status, 202);
      for (;;) {
        const { body: now } = await mia.get(`/imports/${body.id}`);
        if (now.state !== "running") return now;
        await new Promise((soon) => setImmediate(soon));
      }
    }

    it("a line begins with the price of the account's list, its unit and its tax", async () => {
      assert.deepEqual(await find(), {
        unit_price: "10", price_list: null, minimum_quantity: null, currency: "SGD", unit: "piece", tax_code: null, tax_rate: "0",
      });
      const list = await mia.create("price_lists", { name: "Key 2026", currency: "SGD", tier: "key" });
      assert.equal(list.audience, "tier");
      await mia.create("prices", { price_list: list.id, product: ware.id, minimum_quantity: "10", unit_price: "8.1234", valid_from: "2026-01-01" });
      const asked = `&account=${account.id}&quantity=12.5&date=2026-03-01`;
      assert.deepEqual((await find(asked)).price_list, { id: list.id, title: "Key 2026" });
      assert.equal((await find(asked)).unit_price, "8.1234");
      assert.equal((await find(asked)).minimum_quantity, "10");
      assert.equal((await find(`&account=${account.id}&quantity=9.999&date=2026-03-01`)).unit_price, "10");
      assert.equal((await find(`&account=${account.id}&quantity=10&date=2025-12-31`)).unit_price, "10");
      assert.equal((await find("&currency=USD")).unit_price, null);
    });

    it("says what was wrong with the question", async () => {
      const answer = await rita.get("/prices/find?product=x&currency=QQQ&quantity=many&date=soon");
      assert.equal(answer.status, 422);
      assert.deepEqual(codes(answer), ["product not_a_number", "currency not_a_currency", "quantity not_a_number", "date not_a_date"]);
      assert.deepEqual(codes(await rita.get("/prices/find?product=999999")), ["product not_found"]);
      assert.deepEqual(codes(await rita.get("/prices/find")), ["product not_found"]);
    });

    it("the tax codes of Singapore are made once, and the standard one is the usual one from then on", async () => {
      assert.equal((await rita.post("/tax-codes/ready", { chart: "singapore" })).status, 403);
      for (let again = 0; again < 2; again++) {
        const made = await fred.post("/tax-codes/ready", { chart: "singapore" });
        assert.equal(made.status, 200, made.text);
        assert.equal(made.body.default_tax_code.title, "GST, standard-rated");
      }
      const { body } = await rita.get("/tax_codes?sort=code");
      assert.deepEqual(body.items.map(({ code, rate, category }) => `${code} ${rate} ${category}`), [
        "ES 0 exempt", "OS 0 out_of_scope", "SR 9 standard", "ZR 0 zero",
      ]);
      assert.equal((await find()).tax_rate, "9");
      const zero = body.items.find(({ code }) => code === "ZR");
      assert.equal((await fred.patch(`/accounts/${account.id}`, { tax_code: zero.id })).status, 200);
      assert.deepEqual((await find(`&account=${account.id}`)).tax_code, { id: zero.id, title: zero.name });
      assert.equal((await fred.post("/tax-codes/ready", { chart: "atlantis" })).status, 422);
      assert.deepEqual(codes(await fred.patch(`/tax_codes/${zero.id}`, { rate: "7" })), ["rate out_of_range"]);
    });

    it("finance sets limits and what stands on documents; others read it", async () => {
      const limits = { discount_limit: "12.5", credit_note_limit: "500", write_off_limit: "0.50", tax_per_line: true, seller_address: "1 Quay\nSingapore", tax_registration: "M2-0012345-6" };
      assert.equal((await mia.patch("/trade-settings", limits)).status, 403);
      const changed = await fred.patch("/trade-settings", limits);
      assert.equal(changed.status, 200, changed.text);
      assert.equal(changed.body.may_change, true);
      const { body } = await rita.get("/trade-settings");
      assert.deepEqual({ ...body, default_tax_code: null }, {
        ...limits, credit_note_limit: "500.00", default_tax_code: null, currency: "SGD", may_change: false,
      });
      const none = await fred.patch("/trade-settings", { discount_limit: null, default_tax_code: null, seller_address: "" });
      assert.deepEqual([none.body.discount_limit, none.body.default_tax_code, none.body.seller_address], [null, null, ""]);
      assert.equal(none.body.write_off_limit, "0.50");
      assert.deepEqual(codes(await fred.patch("/trade-settings", { discount_limit: "101", write_off_limit: "-1", default_tax_code: 999 })), [
        "default_tax_code not_found", "discount_limit out_of_range", "write_off_limit out_of_range",
      ]);
    });

    it("sellers see prices and change none, and no cost", async () => {
      assert.equal((await rita.post("/price_lists", { name: "Own", currency: "SGD" })).status, 403);
      assert.equal((await fred.patch(`/products/${ware.id}`, { cost: "4.50" })).body.cost, "4.50");
      assert.equal((await fred.patch(`/products/${ware.id}`, { price: "1.00" })).status, 422);
      assert.equal("cost" in (await rita.get(`/products/${ware.id}`)).body, false);
      assert.equal((await mia.get(`/products/${ware.id}`)).body.cost, "4.50");
    });

    it("products with kind, unit, tax and cost come from a file, and prices with their lists", async () => {
      const products = await load("products.csv", "Product,SKU,Type,UoM,Tax code,Unit cost,Stocked,Reorder level,Sales price\nValve,V-1,Goods,piece,SR,3.25,yes,12.5,7.00\nFitting,F-1,Service,hour,ZR,,no,,80\n");
      assert.equal(products.record_type, "product");
      assert.deepEqual(products.counts, { created: 2, updated: 0, skipped: 0, failed: 0 });
      const [valve] = (await mia.get("/products?code=V-1")).body.items;
      assert.deepEqual([valve.kind, valve.unit, valve.tax_code.title, valve.cost, valve.stocked, valve.reorder_level, valve.price], ["goods", "piece", "GST, standard-rated", "3.25", true, 12.5, "7.00"]);
      const prices = await load("prices.csv", "Price list,SKU,From quantity,Unit price,Valid from\nRetail,V-1,1,6.50,2026-01-01\nRetail,V-1,100,5.1234,2026-01-01\nRetail,Fitting,1,75,\nRetail,V-1,1,6,2026-01-01\n");
      assert.equal(prices.record_type, "price");
      assert.deepEqual(prices.counts, { created: 3, updated: 1, skipped: 0, failed: 0 });
      const raised = await load("prices.csv", "Price list,SKU,From quantity,Unit price,Valid from\nRetail,V-1,1,6.75,2026-01-01\nRetail,V-1,1,6.95,2027-01-01\nRetail,V-9,,none,\n");
      assert.deepEqual(raised.counts, { created: 1, updated: 1, skipped: 0, failed: 1 });
      assert.equal((await rita.get(`/prices/find?product=${valve.id}&quantity=1&date=2026-02-01`)).body.unit_price, "6.75");
      assert.equal((await rita.get(`/prices/find?product=${valve.id}&quantity=1&date=2027-02-01`)).body.unit_price, "6.95");
      const found = await rita.get(`/prices/find?product=${valve.id}&quantity=100&date=2026-02-01`);
      assert.equal(found.body.unit_price, "5.1234");
    });

    it("prices of a product are found with it, not by search", async () => {
      const { body } = await rita.get("/search?q=pump");
      assert.deepEqual(body.items.map(({ type }) => type), ["product"]);
    });
  });
}
