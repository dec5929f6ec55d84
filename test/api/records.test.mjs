// Records of every type through the API, on each engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`records on ${engine}`, () => {
    let server, admin;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
    });
    after(() => server.end());

    it("every record type can be created, read, changed, listed, archived, restored and deleted", async () => {
      const account = await admin.create("accounts", { name: "Round trip" });
      const contact = await admin.create("contacts", { name: "Rita Round", account: account.id });
      const pipeline = await admin.create("pipelines", { name: "Second" });
      const product = await admin.create("products", { name: "Ware" });
      const price_list = await admin.create("price_lists", { name: "Usual" });
      const needs = {
        stakeholders: { contact: contact.id, account: account.id },
        interactions: { subject: "Hello" },
        tasks: { subject: "Call" },
        promises: { subject: "Send the price list" },
        stages: { name: "Talk", pipeline: pipeline.id },
        opportunities: { name: "Deal" },
        ledger_accounts: { code: "9000", name: "Some account", type: "expense" },
        tax_codes: { code: "T9", name: "Some tax" },
        prices: { price_list: price_list.id, product: product.id, unit_price: "12.3456" },
      };
      const { body: catalogue } = await admin.get("/catalogue");
      for (const type of catalogue.types) {
        const { plural } = type;
        if (!type.may.create) continue; // documents are made by their own actions
        const record = await admin.create(plural, needs[plural] ?? { name: `One of ${plural}` });
        const path = `/${plural}/${record.id}`;
        const read = await admin.get(path);
        assert.deepEqual(read.body, record, plural);
        assert.equal((await admin.get(path, { "If-None-Match": read.headers.get("etag") })).status, 304);
        const text = type.fields.find(({ name }) => name === "description" || name === "summary");
        if (text) {
          const changed = await admin.patch(path, { [text.name]: "changed\nin two lines" }, { "If-Match": '"1"' });
          assert.equal(changed.status, 200, changed.text);
          assert.equal(changed.body[text.name], "changed\nin two lines");
          assert.equal(changed.body.version, 2);
        }
        const list = await admin.get(`/${plural}?id=${record.id}`);
        assert.deepEqual(list.body.items.map((item) => item.id), [record.id], plural);
        assert.notEqual((await admin.post(`${path}/archive`)).body.archived_at, null);
        assert.deepEqual((await admin.get(`/${plural}?id=${record.id}`)).body.items, []);
        assert.equal((await admin.post(`${path}/restore`)).body.archived_at, null);
        const history = await admin.get(`${path}/history`);
        assert.deepEqual([history.body.items[0].action, history.body.items.at(-1).action], ["restored", "created"]);
        assert.equal((await admin.get(`/${plural}/export?id=${record.id}`)).text.trim().split("\r\n").length, 2);
        assert.equal((await admin.delete(path)).status, 204, plural);
        assert.equal((await admin.get(path)).status, 404);
      }
    });

    it("says for each wrong field what would be right, and saves nothing", async () => {
      const answer = await admin.post("/accounts", {
        name: "  ", tier: "huge", email: "nobody", founded: "last year", website: "javascript:alert(1)", country: "Atlantis",
        currency: "QQQ", annual_revenue: "1.234.5", owner: 999999, no_such_field: 1,
      });
      assert.equal(answer.status, 422);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      const codes = Object.fromEntries(answer.body.errors.map((error) => [error.field, error.code]));
      assert.deepEqual(codes, {
        tier: "not_a_choice", email: "not_an_email", founded: "not_a_number", website: "not_a_web_address",
        country: "not_a_country", currency: "not_a_currency", annual_revenue: "not_a_number", no_such_field: "unknown_field",
      });
      assert.deepEqual((await admin.get("/accounts?email=nobody")).body.items, []);
      const missing = await admin.post("/accounts", { name: "  ", owner: 999999 });
      assert.deepEqual(missing.body.errors.map(({ field, code }) => [field, code]), [["name", "required"], ["owner", "not_found"]]);
    });

    it("an edit conflict answers 412 with the record as it stands", async () => {
      const account = await admin.create("accounts", { name: "Contested" });
      await admin.patch(`/accounts/${account.id}`, { industry: "food" }, { "If-Match": '"1"' });
      const late = await admin.patch(`/accounts/${account.id}`, { industry: "media" }, { "If-Match": '"1"' });
      assert.equal(late.status, 412);
      assert.equal(late.body.code, "version_conflict");
      assert.equal(late.body.current.industry, "food");
    });

    it("a create that is sent again with the same key is done once", async () => {
      const key = { "Idempotency-Key": "once" };
      const first = await admin.post("/accounts", { name: "Once" }, key);
      const second = await admin.post("/accounts", { name: "Once" }, key);
      assert.equal(first.status, 201);
      assert.deepEqual(second.body, first.body);
      assert.equal((await admin.get("/accounts?name=Once")).body.items.length, 1);
      assert.equal((await admin.post("/accounts", { name: "Other" }, key)).status, 422);
    });

    it("money has the digits of its currency and follows it", async () => {
      const yen = await admin.create("products", { name: "Yen", price: "1054", currency: "jpy" });
      assert.deepEqual([yen.price, yen.currency], ["1054", "JPY"]);
      const dinar = await admin.create("products", { name: "Dinar", price: 1.234, currency: "BHD" });
      assert.equal(dinar.price, "1.234");
      const tooFine = await admin.post("/products", { name: "Fine", price: "1.5", currency: "JPY" });
      assert.equal(tooFine.body.errors[0].code, "not_a_number");
      const moved = await admin.patch(`/products/${yen.id}`, { currency: "USD" });
      assert.equal(moved.body.price, "1054.00");
    });

    it("pages of any order give every record once", async () => {
      for (let i = 0; i < 23; i++)
        await admin.create("leads", { name: `Page ${i % 7}`, employees: i % 5 === 0 ? null : i % 4, city: "Paging" });
      for (const sort of ["name", "-name", "employees,name", "-employees", "-created_at", "owner,-employees"]) {
        const seen = [];
        let after = "";
        do {
          const page = (await admin.get(`/leads?city=Paging&limit=4&sort=${sort}&after=${after}`)).body;
          seen.push(...page.items);
          after = page.next;
        } while (after);
        assert.equal(new Set(seen.map((lead) => lead.id)).size, 23, sort);
        assert.equal(seen.length, 23, sort);
        if (sort === "employees,name") {
          const numbers = seen.map((lead) => lead.employees ?? Infinity);
          assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
        }
      }
      assert.equal((await admin.get("/leads?sort=nothing")).status, 422);
      assert.equal((await admin.get("/leads?limit=0")).status, 422);
      assert.equal((await admin.get("/leads?after=nonsense")).status, 422);
    });

    it("filters by comparison, lists, text, emptiness and one step of reference", async () => {
      const big = await admin.create("accounts", { name: "Filter 100% big", industry: "glass", employees: 900 });
      const small = await admin.create("accounts", { name: "Filter small", industry: "glass", employees: 3 });
      const deal = await admin.create("opportunities", { name: "Glass deal", account: big.id, amount: "10" });
      const names = async (query) => (await admin.get(`/accounts?industry=glass&${query}`)).body.items.map((item) => item.id);
      assert.deepEqual(await names("employees.gte=900"), [big.id]);
      assert.deepEqual(await names("employees.lt=900"), [small.id]);
      assert.deepEqual(await names(`id.in=${small.id},${big.id}`), [big.id, small.id]);
      assert.deepEqual(await names("name.has=100%25"), [big.id]);
      assert.deepEqual(await names("name.starts=filter%20S"), [small.id]);
      assert.deepEqual(await names("website.null=true"), [big.id, small.id]);
      assert.deepEqual(await names("tier.null=false"), []);
      assert.deepEqual((await admin.get("/opportunities?account.industry=glass")).body.items.map((item) => item.id), [deal.id]);
      assert.equal((await admin.get("/accounts?colour=red")).status, 422);
    });

    it("finds by beginnings, several words, without accents, with a typing error, in scripts without spaces", async () => {
      const creme = await admin.create("accounts", { name: "Crème Brûlée Kan-code", industry: "desserts" });
      const cloud = await admin.create("accounts", { name: "云桥物流" });
      const find = async (q) => (await admin.get(`/search?q=${encodeURIComponent(q)}`)).body.items.map((hit) => `${hit.type} ${hit.id}`);
      for (const q of ["creme", "brul", "BRULEE creme", "kancode", "kan code", "bruleee", "brlue creme", "desserts"])
        assert.ok((await find(q)).includes(`account ${creme.id}`), q);
      assert.ok((await find("桥物")).includes(`account ${cloud.id}`));
      assert.deepEqual(await find("zzzzqqq"), []);
      await admin.patch(`/accounts/${creme.id}`, { name: "Vanished" });
      assert.deepEqual(await find("kancode"), []);
    });

    it("the next step of a conversation is a task and follows it", async () => {
      const account = await admin.create("accounts", { name: "Stepping" });
      const call = await admin.create("interactions", { subject: "Pricing", account: account.id, next_step: "Send offer", next_step_due: "2026-12-01" });
      const tasks = async () => (await admin.get(`/tasks?interaction=${call.id}`)).body.items;
      assert.deepEqual((await tasks()).map((task) => [task.subject, task.due, task.account.id]), [["Send offer", "2026-12-01", account.id]]);
      await admin.patch(`/interactions/${call.id}`, { next_step: "Send final offer" });
      const [task] = await tasks();
      assert.equal(task.subject, "Send final offer");
      const done = await admin.post(`/tasks/${task.id}/done`, { done: true });
      assert.notEqual(done.body.done_at, null);
      await admin.patch(`/interactions/${call.id}`, { next_step: null, next_step_due: null });
      assert.equal((await tasks()).length, 1);
    });

    it("a deal moves through stages with probability, weighted amount, closing date and log", async () => {
      const { items: stages } = (await admin.get("/stages?sort=position&pipeline=1")).body;
      const [prospecting, engaging] = stages;
      const lost = stages.find((stage) => stage.outcome === "lost");
      const won = stages.find((stage) => stage.outcome === "won");
      const deal = await admin.create("opportunities", { name: "Deal", amount: "1000.00", opened_on: "2026-01-01" });
      assert.deepEqual([deal.stage.id, deal.probability, deal.weighted_amount], [prospecting.id, 10, "100.00"]);
      const moved = await admin.post(`/opportunities/${deal.id}/move`, { stage: engaging.id }, { "If-Match": '"1"' });
      assert.deepEqual([moved.body.probability, moved.body.weighted_amount, moved.body.outcome], [30, "300.00", "open"]);
      assert.equal((await admin.post(`/opportunities/${deal.id}/move`, { stage: won.id }, { "If-Match": '"1"' })).status, 412);
      const own = await admin.patch(`/opportunities/${deal.id}`, { probability_override: 55.5 });
      assert.deepEqual([own.body.probability, own.body.weighted_amount], [55.5, "555.00"]);
      const gone = await admin.post(`/opportunities/${deal.id}/move`, { stage: lost.id, lost_reason: "price", closed_on: "2026-01-31" });
      assert.deepEqual([gone.body.outcome, gone.body.lost_reason, gone.body.closed_on, gone.body.cycle_days, gone.body.weighted_amount],
        ["lost", "price", "2026-01-31", 30, "0.00"]);
      const back = await admin.post(`/opportunities/${deal.id}/move`, { stage: engaging.id });
      assert.deepEqual([back.body.lost_reason, back.body.closed_on, back.body.probability], [null, null, 55.5]);
      const log = (await admin.get(`/opportunities/${deal.id}/stage-log`)).body.items;
      assert.deepEqual(log.map((move) => move.to.id), [prospecting.id, engaging.id, lost.id, engaging.id]);
      assert.equal(log[0].from, null);
      const board = (await admin.get("/pipelines/1/board?q=Deal")).body;
      const column = board.stages.find(({ stage }) => stage.id === engaging.id);
      assert.ok(column.items.some((item) => item.id === deal.id));
      assert.equal(column.count, column.items.length);
    });

    it("figures are grouped, per currency, with averages and medians", async () => {
      const { items: stages } = (await admin.get("/stages?pipeline=1&outcome=won")).body;
      const seller = await admin.create("users", { name: "Sam Seller" });
      for (const [amount, currency, day] of [["100", "USD", "10"], ["300", "USD", "20"], ["50", "EUR", "31"]])
        await admin.create("opportunities", { name: "Figure", owner: seller.id, stage: stages[0].id, amount, currency, opened_on: "2025-03-01", closed_on: `2025-03-${day}` });
      const query = `owner=${seller.id}&group=owner,closed_on.quarter&sum=amount&average=cycle_days&median=cycle_days`;
      const { groups, total } = (await admin.get(`/opportunities/summary?${query}`)).body;
      assert.equal(groups.length, 1);
      assert.deepEqual(groups[0].key, { owner: { id: seller.id, title: "Sam Seller" }, "closed_on.quarter": "2025-Q1" });
      assert.equal(groups[0].count, 3);
      assert.deepEqual(groups[0].sum.amount, [{ currency: "EUR", value: "50.00" }, { currency: "USD", value: "400.00" }]);
      assert.equal(groups[0].average.cycle_days, 19.33);
      assert.equal(total[0].count, 3);
      const median = (await admin.get(`/opportunities/summary?owner=${seller.id}&currency=USD&median=cycle_days`)).body.total[0];
      assert.equal(median.median.cycle_days, 14);
    });

    it("the overview holds everything about an account", async () => {
      const account = await admin.create("accounts", { name: "Whole" });
      const person = await admin.create("contacts", { name: "Pia Person", account: account.id });
      await admin.create("stakeholders", { contact: person.id, account: account.id, buying_role: "champion", support: "champion" });
      await admin.create("interactions", { subject: "Hi", account: account.id, contacts: [person.id] });
      await admin.create("opportunities", { name: "Won", account: account.id, amount: "10.50", stage: (await admin.get("/stages?pipeline=1&outcome=won")).body.items[0].id, closed_on: "2025-05-05", opened_on: "2025-05-01" });
      const { body } = await admin.get(`/accounts/${account.id}/overview`);
      assert.deepEqual(body.won_by_year, [{ year: "2025", currency: "USD", amount: "10.50", count: 1 }]);
      assert.deepEqual(body.missing_roles, ["economic_buyer", "decision_maker", "end_user"]);
      assert.deepEqual(body.totals.deals, { open: 0, won: 1, lost: 0 });
      assert.equal(body.stakeholders[0].contact.title, "Pia Person");
      assert.equal(body.interactions.items[0].contacts[0].id, person.id);
      assert.deepEqual(body.may, { update: true, archive: true, delete: true });
      assert.equal((await admin.get(`/contacts/${person.id}/overview`)).body.stakeholders.length, 1);
    });

    it("what others refer to is not deleted", async () => {
      const account = await admin.create("accounts", { name: "Needed" });
      await admin.create("contacts", { name: "Nina", account: account.id });
      const refused = await admin.delete(`/accounts/${account.id}`);
      assert.deepEqual([refused.status, refused.body.code], [409, "still_referenced"]);
    });

    it("files are sniffed, limited and served as downloads only", async () => {
      const account = await admin.create("accounts", { name: "Files" });
      const html = "<html><script>alert(1)</script></html>";
      const file = await admin.post(`/accounts/${account.id}/attachments?name=..%2F..%2Fpl%C3%A4n%22.html`, html);
      assert.equal(file.status, 201, file.text);
      assert.equal(file.body.name, 'plän".html');
      const got = await admin.get(`/attachments/${file.body.id}`);
      assert.equal(got.text, html);
      assert.match(got.headers.get("content-disposition"), /^attachment; /);
      assert.equal(got.headers.get("x-content-type-options"), "nosniff");
      assert.match(got.headers.get("content-security-policy"), /sandbox/);
      assert.equal((await admin.post(`/accounts/${account.id}/attachments?name=big`, new Uint8Array(25 * 1024 * 1024))).status, 201);
      assert.equal((await admin.delete(`/attachments/${file.body.id}`)).status, 204);
      assert.deepEqual((await admin.get(`/accounts/${account.id}/attachments`)).body.items.map(({ name }) => name), ["big"]);
    });

    it("an export opens in a spreadsheet without running anything", async () => {
      await admin.create("accounts", { name: '=HYPERLINK("http://x")', industry: "formula", description: "two\nlines" });
      const csv = (await admin.get("/accounts/export?industry=formula&columns=name,industry,description")).text;
      assert.equal(csv.split("\r\n")[0], "id,name,industry,description");
      assert.match(csv, /"'=HYPERLINK\(""http:\/\/x""\)",formula,"two\nlines"/);
    });

    it("names in any script come back as they were", async () => {
      for (const name of ["海岚科技", "شركة النخيل", "🌿 Łódź", "a".repeat(200), "O'Brien; DROP TABLE account;--"]) {
        const account = await admin.create("accounts", { name, description: "é".repeat(10000) });
        assert.equal((await admin.get(`/accounts/${account.id}`)).body.name, name);
      }
    });
  });
}
