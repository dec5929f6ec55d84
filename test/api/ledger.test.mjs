// The ledger over HTTP, on each engine: two at once, twice the same, who may what, approval, and hledger as a judge of
// what the export says.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chance, HLEDGER, judge, trialBalance } from "./hledger.mjs";
import { ENGINES, Server } from "./server.mjs";

const money = (amount) => (amount / 100).toFixed(2);

for (const engine of ENGINES) {
  describe(`the ledger on ${engine}`, () => {
    let server, admin, fred, rita, mia, chart;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      fred = server.user("Fred Finance", "finance");
      rita = server.user("Rita Rep", "representative");
      mia = server.user("Mia Manager", "manager");
      assert.equal((await fred.get("/ledger")).body.open, false);
      assert.equal((await fred.post("/ledger/entries", {})).body.code, "ledger_not_open");
      assert.equal((await rita.post("/ledger", { currency: "SGD", year_begins: 1, first_month: "2025-01" })).status, 403);
      const opened = await fred.post("/ledger", { chart: "trading", currency: "SGD", year_begins: 1, first_month: "2025-01" });
      assert.equal(opened.status, 201, opened.text);
      chart = (await fred.get("/ledger_accounts?limit=100")).body.items;
    });
    after(() => server.end());

    const of = (purpose) => chart.find((account) => account.purpose === purpose).id;
    const entry = (date, description, ...lines) => ({
      date,
      description,
      lines: lines.map(([purpose, amount, more]) => ({ ledger_account: of(purpose), [amount > 0 ? "debit" : "credit"]: money(Math.abs(amount)), ...more })),
    });
    it("a form that is sent twice posts once, and of what is refused no number is lost", async () => {
      const sale = entry("2025-01-10", "Sale", ["receivable", 10900], ["credit_sales", -10000], ["output_tax", -900]);
      const headers = { "Idempotency-Key": "the same form" };
      const first = await fred.post("/ledger/entries", sale, headers);
      assert.equal(first.status, 201, first.text);
      assert.deepEqual((await fred.post("/ledger/entries", sale, headers)).body, first.body);
      const wrong = await fred.post("/ledger/entries", entry("2025-01-10", "Wrong", ["bank", 100], ["receivable", -101]));
      assert.equal(wrong.status, 422);
      assert.deepEqual(wrong.body.errors.map(({ field, code }) => [field, code]), [["lines", "unbalanced"]]);
      const next = await fred.post("/ledger/entries", entry("2025-01-11", "Next", ["bank", 100], ["cash", -100]));
      assert.equal((await fred.get(`/ledger/entries/${next.body.entry}`)).body.number, "JE-2025-0002");
    });

    it("what many post at once has numbers without gaps and an unbroken chain", async () => {
      const before = (await fred.get("/ledger")).body.entries;
      const posts = Array.from({ length: 12 }, (_, i) => fred.post("/ledger/entries", entry("2025-02-01", `At once ${i}`, ["bank", 100 + i], ["cash", -100 - i])));
      for (const { status, text } of await Promise.all(posts)) assert.equal(status, 201, text);
      const { entries } = (await fred.get("/ledger")).body;
      assert.equal(entries, before + 12);
      const { items } = (await fred.get("/ledger/entries?limit=12")).body;
      const numbers = items.map(({ number }) => Number(number.split("-")[2]));
      assert.deepEqual(numbers, Array.from({ length: 12 }, (_, i) => numbers[0] - i));
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });

    it("representatives see no books, managers read them, finance keeps them", async () => {
      for (const path of ["/ledger/entries", "/ledger/trial-balance?date=2025-12-31", "/ledger/export", "/ledger/verification"]) {
        assert.equal((await rita.get(path)).status, 403, path);
        assert.equal((await mia.get(path)).status, 200, path);
      }
      assert.equal((await mia.post("/ledger/entries", entry("2025-03-01", "Mine", ["bank", 1], ["cash", -1]))).status, 403);
      assert.equal((await mia.post("/ledger/months", { month: "2025-01", status: "soft" })).status, 403);
    });

    it("who prepares an entry does not approve it", async () => {
      assert.equal((await admin.patch("/ledger", { approval: true })).body.approval, true);
      const posted = (await fred.get("/ledger")).body.entries;
      const made = await fred.post("/ledger/entries", entry("2025-03-01", "Correction", ["bank", 500], ["rounding", -500]));
      assert.equal(made.body.entry, null);
      assert.equal((await fred.get("/ledger")).body.entries, posted);
      assert.equal((await fred.post(`/ledger/proposals/${made.body.proposal}/decision`, { approve: true })).body.code, "own_entry");
      const { items } = (await admin.post(`/ledger/proposals/${made.body.proposal}/decision`, { approve: true })).body;
      assert.equal(items[0].status, "approved");
      const done = (await fred.get(`/ledger/entries/${items[0].posted.id}`)).body;
      assert.deepEqual([done.prepared_by.title, done.posted_by.title], ["Fred Finance", "Ada Admin"]);
      assert.equal((await admin.post(`/ledger/proposals/${made.body.proposal}/decision`, { approve: false })).body.code, "decided_already");
      await admin.patch("/ledger", { approval: false });
    });

    it("sales are told by customer, also of one that became a part of another", async () => {
      const [one, two] = [(await admin.post("/accounts", { name: "Pinewood Trade" })).body, (await admin.post("/accounts", { name: "Pinewood Trading" })).body];
      for (const [customer, amount] of [[one, 7000], [two, 3000]])
        assert.equal((await fred.post("/ledger/entries", entry("2025-04-02", "Sale", ["receivable", amount, { customer: customer.id }], ["credit_sales", -amount, { customer: customer.id }]))).status, 201);
      const sales = async () => (await fred.get("/ledger/sales?by=customer&from=2025-04-01&to=2025-04-30")).body.items.map(({ record, net_sales }) => [record.title, net_sales]);
      assert.deepEqual(await sales(), [["Pinewood Trade", "70.00"], ["Pinewood Trading", "30.00"]]);
      assert.equal((await admin.post(`/accounts/${one.id}/merge`, { other: two.id })).status, 200);
      assert.deepEqual(await sales(), [["Pinewood Trade", "100.00"]]);
      assert.equal((await fred.get(`/ledger/income-statement?from=2025-04-01&to=2025-04-30&customer=${one.id}`)).body.net_sales[0], "100.00");
      assert.equal((await fred.get(`/ledger/income-statement?from=2025-04-02&to=2025-04-29&customer=${one.id}`)).body.net_sales[0], "100.00");
      assert.equal((await fred.get(`/ledger/lines?customer=${one.id}`)).body.items.length, 4);
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });

    it("a file that cannot be taken whole leaves nothing", async () => {
      const bytes = (text, ...more) => new Uint8Array([...new TextEncoder().encode(text), ...more]);
      const rates = (await fred.get("/ledger/rates")).body.items.length;
      const { entries } = (await fred.get("/ledger")).body;
      const files = [
        ["/ledger/rates", bytes('Date,USD\n2025-03-03,1.1\n"2025-03-04,1.2\n')],
        ["/ledger/rates", bytes("Date,USD\n2025-03-03,1.1\n2025-03-04,much\n")],
        ["/ledger/rates", bytes("Day,USD\n2025-03-03,1.1\n")],
        ["/ledger/rates", bytes("")],
        ["/ledger/openings?date=2025-06-01", bytes("code,debit,credit\n1020,10.00,\n9999,,10.00\n")],
        ["/ledger/openings?date=2025-06-01", bytes('code,debit,credit,description\n1020,10.00,,ok\n1010,,10.00,"never ends\n')],
        ["/ledger/openings?date=1999-06-01", bytes("code,debit,credit\n1020,10.00,\n")],
      ];
      for (const [path, file] of files) assert.equal((await fred.post(path, file)).status, 422, path);
      assert.equal((await fred.get("/ledger/rates")).body.items.length, rates);
      assert.equal((await fred.get("/ledger")).body.entries, entries);
    });

    it("hledger reads the export and comes to the same balances", { skip: !HLEDGER && "no hledger here" }, async () => {
      const seed = Number(process.env.DAYBOOK_TEST_SEED ?? Math.floor(Math.random() * 1e9));
      console.log(`hledger on ${engine}: DAYBOOK_TEST_SEED=${seed} repeats this run`);
      const pick = chance(seed);
      const csv = new TextEncoder().encode("Date,USD,SGD,JPY\n2025-01-02,1.0800,1.4580,162.35\n2025-06-02,1.1234,1.4712,158.02\n");
      assert.equal((await fred.post("/ledger/rates?base=EUR", csv)).body.read, 6);
      const purposes = chart.filter(({ heading }) => !heading).map(({ id }) => id);
      for (let i = 0; i < 150; i++) {
        const date = new Date(Date.UTC(2025, 0, 1 + pick(364))).toISOString().slice(0, 10);
        const currency = ["SGD", "SGD", "USD", "JPY"][pick(4)];
        const scale = currency === "JPY" ? 1 : 100;
        const one = 1 + pick(500000), two = 1 + pick(one);
        const text = (amount) => (amount / scale).toFixed(currency === "JPY" ? 0 : 2);
        const lines = [
          { ledger_account: purposes[pick(purposes.length)], debit: text(one + two), currency },
          { ledger_account: purposes[pick(purposes.length)], credit: text(one), currency },
          { ledger_account: purposes[pick(purposes.length)], credit: text(two), currency },
        ];
        const posted = await fred.post("/ledger/entries", { date, description: `Any: "entry" ; ${i} (é)`, lines });
        assert.ok([201, 422].includes(posted.status), posted.text);
        if (posted.status === 201 && pick(10) === 0) await fred.post(`/ledger/entries/${posted.body.entry}/reverse`, {});
      }
      assert.equal((await fred.post("/ledger/years", { month: "2025-12" })).status, 201);
      const dates = ["2025-03-31", "2025-06-15", "2025-12-31"];
      const judged = await judge(fred, "SGD", dates);
      for (const [i, date] of dates.entries()) assert.deepEqual(judged[i], await trialBalance(fred, date), date);
      assert.deepEqual((await fred.get("/ledger/verification")).body.findings, []);
    });
  });
}
