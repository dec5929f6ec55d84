// Books that nobody typed in: the sample company's, and three years of a reseller's orders. hledger reads what we export of
// them and must come to the same balances; what was sold is held against the quotas that came with the data.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { cents, HLEDGER, judge, trialBalance } from "./hledger.mjs";
import { Server } from "./server.mjs";

const SALES = join(process.env.DAYBOOK_DATA ?? "../shared/data", "transactions/adventureworks_dw");
const table = (name) => {
  const [header, ...rows] = gunzipSync(readFileSync(join(SALES, name))).toString().trim().split(/\r?\n/).map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])));
};
const skip = !HLEDGER ? "no hledger here" : false;

/** Trial balance at each date, and at the last one the income statement up to its lowest line. */
async function assertSameBalances(client, currency, dates) {
  const judged = await judge(client, currency, dates);
  for (const [i, date] of dates.entries()) assert.deepEqual(judged[i], await trialBalance(client, date), date);
}

/** Net profit of a time as hledger's balances tell it: revenue and expense accounts, at the end less at the beginning. */
async function profitOf(client, currency, [before, end]) {
  const [first, last] = await judge(client, currency, [before, end]);
  const sum = (balances) => balances.filter(([name]) => /^(revenues|expenses)/.test(name)).reduce((total, [, amount]) => total - amount, 0);
  return sum(last) - sum(first);
}

describe("the books of the sample company", { skip }, () => {
  let server, fred;
  before(async () => {
    server = await Server.start();
    server.run("demo", "--accounts", "120", "--seed", "5");
    fred = server.user("Fred Finance", "finance");
  });
  after(() => server.end());

  it("are the same to hledger, at the end of each year and today", async () => {
    const { body } = await fred.get("/ledger");
    const years = [...new Set(body.months.map(({ month }) => month.slice(0, 4)))];
    assert.ok(years.length >= 3);
    await assertSameBalances(fred, "USD", [...years.slice(0, -1).map((year) => `${year}-12-31`), `${years.at(-1)}-12-31`]);
  });

  it("make the same profit this year", async () => {
    const year = new Date().getUTCFullYear();
    const { body } = await fred.get(`/ledger/income-statement?from=${year}-01-01&to=${year}-12-31`);
    assert.equal(await profitOf(fred, "USD", [`${year - 1}-12-31`, `${year}-12-31`]), cents(body.profit[0]));
  });
});

describe("three years of a reseller's orders", { skip: skip || (!existsSync(SALES) && `there is no ${SALES}`) }, () => {
  let server, fred, folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "daybook-orders-"));
    server = await Server.start();
    fred = server.user("Fred Finance", "finance");
    await fred.post("/ledger", { chart: "trading", currency: "USD", year_begins: 1, first_month: "2010-12" });
    const csv = join(folder, "orders.csv");
    writeFileSync(csv, gunzipSync(readFileSync(join(SALES, "FactResellerSales.csv.gz"))));
    server.run("orders", "import", "--paid", csv);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.end();
  });

  it("come to the same balances in hledger at the end of each year", async () => {
    await assertSameBalances(fred, "USD", ["2010-12-31", "2011-12-31", "2012-12-31", "2013-12-31"]);
  });

  it("make the same profit of a year", async () => {
    const { body } = await fred.get("/ledger/income-statement?from=2012-01-01&to=2012-12-31");
    assert.equal(await profitOf(fred, "USD", ["2011-12-31", "2012-12-31"]), cents(body.profit[0]));
  });

  /** Attainment = net sales ÷ quota, in percent with one digit, of each person and quarter that has a quota. */
  it("attain each salesperson's quota as the data itself says", async () => {
    const quarterOf = (date) => `${date.slice(0, 4)} ${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    const sold = new Map();
    for (const line of table("FactResellerSales.csv.gz")) {
      const key = `${line.EmployeeKey} ${quarterOf(line.OrderDate)}`;
      sold.set(key, (sold.get(key) ?? 0) + Math.round(Number(Number(line.SalesAmount).toFixed(4)) * 100));
    }
    const ours = new Map();
    const quotas = table("FactSalesQuota.csv.gz");
    for (const quarter of new Set(quotas.map((quota) => `${quota.CalendarYear} ${quota.CalendarQuarter}`))) {
      const [year, number] = quarter.split(" ").map(Number);
      const from = `${year}-${String(3 * number - 2).padStart(2, "0")}-01`;
      const to = new Date(Date.UTC(year, 3 * number, 0)).toISOString().slice(0, 10);
      const { items } = (await fred.get(`/ledger/sales?by=salesperson&from=${from}&to=${to}`)).body;
      for (const { record, net_sales } of items) ours.set(`${record.title.replace(/\D+/g, "")} ${quarter}`, cents(net_sales));
    }
    const attainment = (sales) => quotas.map(({ EmployeeKey, CalendarYear, CalendarQuarter, SalesAmountQuota }) =>
      [EmployeeKey, CalendarYear, CalendarQuarter, ((sales.get(`${EmployeeKey} ${CalendarYear} ${CalendarQuarter}`) ?? 0) / Number(SalesAmountQuota)).toFixed(1)]);
    assert.equal(quotas.length, 163);
    assert.ok(ours.size > 100);
    assert.deepEqual(attainment(ours), attainment(sold));
  });
});
