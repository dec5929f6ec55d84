// Quotes over HTTP, on each engine: from draft to the customer's signature on a page that needs no account.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`quotes on ${engine}`, () => {
    let server, admin, mia, rita, reader, goods, service, account;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      mia = server.user("Mia Manager", "manager");
      rita = server.user("Rita Rep", "representative");
      reader = server.user("Ron Reader", "read_only");
      await admin.patch("/organisation", { name: "Daybook Trading", currency: "SGD" });
      await admin.post("/tax-codes/ready", { chart: "singapore" });
      await admin.patch("/trade-settings", { discount_limit: "20", seller_address: "1 Market Street\nSingapore" });
      goods = await mia.create("products", { name: "Pump", price: "50.00", currency: "SGD", unit: "piece", cost: "30.00" });
      service = await mia.create("products", { name: "Installation", price: "100.00", currency: "SGD", kind: "service" });
      account = await rita.create("accounts", { name: "Cancity", currency: "SGD", payment_terms: "net_30" });
    });
    after(() => server.end());

    const body = (more = {}) => ({
      account: account.id,
      lines: [
        { product: goods.id, quantity: "10" },
        { product: service.id, optional: true, chosen: false },
      ],
      ...more,
    });
    const made = async (more) => (await rita.post("/quotes", body(more))).body;
    const sent = async (quote) => (await rita.post(`/quotes/${quote.record.id}/send`)).body.link;
    const path = (link) => new URL(link).pathname;
    const page = (link) => fetch(`${server.origin}${path(link)}`);
    const submit = (link, fields) =>
      fetch(`${server.origin}${path(link)}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
    const hash = (html) => /name="hash" value="([0-9a-f]+)"/.exec(html)[1];

    it("is computed without being kept, with margin for those who may see it", async () => {
      const preview = await rita.post("/quotes/preview", body({ discount_percent: "10" }));
      assert.equal(preview.status, 200);
      assert.deepEqual(preview.body.totals, { gross: "500.00", discount: "50.00", net: "450.00", freight: "0.00", tax: "40.50", total: "490.50" });
      assert.equal(preview.body.lines[0].unit, "piece");
      assert.equal(preview.body.lines[0].cost, undefined);
      assert.deepEqual(preview.body.discount, { highest: "10", limit: "20", needs_approval: false });
      const seen = await mia.post("/quotes/preview", body({ discount_percent: "10" }));
      assert.equal(seen.body.totals.margin, "150.00");
      assert.equal((await rita.get("/quotes")).body.items.length, 0);
      const wrong = await rita.post("/quotes/preview", body({ lines: [{ product: goods.id, quantity: "0" }, { quantity: "1" }] }));
      assert.equal(wrong.status, 422);
      assert.equal(wrong.body.errors[0].field, "lines.0.quantity");
    });

    it("is made, read and replaced as a draft; a second sending of the same create makes one", async () => {
      const headers = { "Idempotency-Key": `quote-${engine}` };
      const first = await rita.post("/quotes", body({ terms: "As agreed" }), headers);
      const second = await rita.post("/quotes", body({ terms: "As agreed" }), headers);
      assert.equal(first.status, 201);
      assert.equal(second.body.record.id, first.body.record.id);
      const { record, lines } = first.body;
      assert.match(record.number, /^QU-\d{4}-0001$/);
      assert.equal(record.status, "draft");
      assert.equal(record.total, "545.00");
      assert.equal(record.margin, undefined);
      assert.equal(lines.length, 2);
      const changed = await rita.send("PUT", `/quotes/${record.id}/document`, body({ lines: [{ product: service.id, quantity: "2" }] }));
      assert.equal(changed.status, 200);
      assert.equal(changed.body.record.net, "200.00");
      assert.equal(changed.body.record.terms, null);
      assert.equal((await mia.get(`/quotes/${record.id}/document`)).body.record.margin, "200.00");
      assert.equal((await reader.post("/quotes", body())).status, 403);
      assert.equal((await reader.post(`/quotes/${record.id}/send`)).status, 403);
    });

    it("is read, discussed and signed by the customer, who has no account", async () => {
      const opportunity = await rita.create("opportunities", { name: "Pumps", account: account.id });
      const quote = await made({ opportunity: opportunity.id, account: null, introduction: "Dear <b>Lee</b>" });
      const link = await sent(quote);
      const shown = await page(link);
      const html = await shown.text();
      assert.equal(shown.status, 200);
      assert.match(shown.headers.get("content-security-policy"), /default-src 'none'/);
      assert.match(html, /Daybook Trading/);
      assert.match(html, /SGD 545\.00/);
      assert.match(html, /Dear &lt;b&gt;Lee/);
      assert.doesNotMatch(html, /300\.00/);
      const talk = await submit(link, { do: "comment", name: "Lee Tan", comment: "Is delivery included?" });
      assert.equal(talk.status, 303);
      await rita.post(`/quotes/${quote.record.id}/comments`, { body: "Yes, it is." });
      const option = quote.lines[1].id;
      const early = await submit(link, { do: "accept", name: "Lee Tan", hash: hash(html), line: option });
      assert.equal(early.status, 409);
      const updated = await early.text();
      assert.match(updated, /SGD 654\.00/);
      assert.match(updated, /value="Lee Tan"/);
      assert.match(updated, /Yes, it is\./);
      const nameless = await submit(link, { do: "accept", name: "", hash: hash(updated), line: option });
      assert.equal(nameless.status, 422);
      const done = await submit(link, { do: "accept", name: "Lee Tan", title: "Buyer", hash: hash(updated), line: option });
      assert.equal(done.status, 303);
      assert.match(await (await page(link)).text(), /This quote is accepted/);
      const { body: now } = await rita.get(`/quotes/${quote.record.id}/document`);
      assert.equal(now.record.status, "accepted");
      assert.equal(now.record.signed_by, "Lee Tan");
      assert.equal(now.record.signed_title, "Buyer");
      assert.equal(now.record.signed_address, "127.0.0.1");
      assert.equal(now.record.document_hash, hash(updated));
      assert.equal(now.intact, true);
      assert.deepEqual(now.comments.map(({ name, customer }) => [name, customer]), [["Lee Tan", true], ["Rita Rep", false]]);
      assert.equal((await rita.get(`/orders/${now.order.id}/document`)).body.record.total, "654.00");
      assert.equal((await rita.get(`/opportunities/${opportunity.id}`)).body.outcome, "won");
      const again = await rita.post(`/quotes/${quote.record.id}/accept`, { name: "Lee Tan" });
      assert.equal(again.body.order.id, now.order.id);
      const told = (await rita.get("/notifications")).body.items.find((item) => item.kind === "quote" && item.record_id === quote.record.id);
      assert.match(told.detail, /Lee Tan/);
    });

    it("is declined with a reason, and not accepted after", async () => {
      const quote = await made();
      const link = await sent(quote);
      assert.equal((await submit(link, { do: "decline", reason: "Too dear" })).status, 303);
      const { body: now } = await rita.get(`/quotes/${quote.record.id}/document`);
      assert.equal(now.record.decline_reason, "Too dear");
      const late = await submit(link, { do: "accept", name: "Lee" });
      assert.equal(late.status, 409);
      assert.match(await late.text(), /was declined/);
      assert.equal((await rita.post(`/quotes/${quote.record.id}/accept`, { name: "Lee" })).body.code, "declined");
    });

    it("waits for a manager where the discount is above the limit", async () => {
      const quote = await made({ discount_percent: "25" });
      assert.equal(quote.discount.needs_approval, true);
      assert.equal(await sent(quote), null);
      const waiting = (await rita.get(`/quotes/${quote.record.id}/document`)).body;
      assert.equal(waiting.record.status, "waiting");
      assert.equal((await rita.post(`/quotes/${quote.record.id}/approve`, { approve: true })).status, 403);
      const approved = await mia.post(`/quotes/${quote.record.id}/approve`, { approve: true, note: "For this once" });
      assert.equal(approved.body.record.approved_by.title, "Mia Manager");
      assert.match(await sent(quote), /\/offer\/[0-9a-f]{64}$/);
    });

    it("has versions: the newer one replaces the older when it is sent", async () => {
      const quote = await made();
      const link = await sent(quote);
      const newer = (await rita.post(`/quotes/${quote.record.id}/revise`)).body;
      assert.equal(newer.record.revision, 2);
      assert.equal(newer.record.number, quote.record.number);
      assert.deepEqual(newer.versions.map(({ revision, status }) => [revision, status]), [[2, "draft"], [1, "sent"]]);
      await sent(newer);
      assert.match(await (await page(link)).text(), /A newer version has replaced/);
      assert.equal((await submit(link, { do: "accept", name: "Lee" })).status, 409);
    });

    it("has links that can be taken back, and a text whose hash is signed", async () => {
      const quote = await made();
      assert.equal((await rita.post(`/quotes/${quote.record.id}/links`)).body.code, "not_sent");
      const link = await sent(quote);
      const other = (await rita.post(`/quotes/${quote.record.id}/links?locale=zh`)).body.link;
      assert.match(await (await fetch(other)).text(), /报价单/);
      assert.match((await rita.get(`/quotes/${quote.record.id}/text`)).text ?? "", /^quote: QU-/);
      assert.equal((await rita.delete(`/quotes/${quote.record.id}/links`)).status, 204);
      const gone = await page(link);
      assert.equal(gone.status, 404);
      assert.match(await gone.text(), /does not work any more/);
      assert.equal((await submit(link, { do: "accept", name: "Lee" })).status, 404);
    });
  });
}
