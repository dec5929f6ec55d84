// CSV import as the web app does it: upload, look, map, try, run, read what was wrong, undo. On each engine.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

const DATA = process.env.DAYBOOK_DATA || "../shared/data";
const MAVEN = join(DATA, "b2b/maven_crm");
const REFERENCE = join(DATA, "reference/maven_win_rates.tsv");

const ENDED = ["checked", "done", "failed", "cancelled", "undone", "uploaded"];

class Importer {
  constructor(client) {
    this.client = client;
  }

  async upload(name, content, type) {
    const kind = type ? `&type=${type}` : "";
    const answer = await this.client.send("POST", `/imports?name=${encodeURIComponent(name)}${kind}`, content, {
      "Content-Type": "text/csv",
    });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }

  /** The import when its job has ended; the server answers each question at once, so this asks again and again. */
  async ended(id) {
    for (;;) {
      const { body } = await this.client.get(`/imports/${id}`);
      if (ENDED.includes(body.state)) return body;
      await new Promise((soon) => setImmediate(soon));
    }
  }

  async run(id, dry = false) {
    const answer = await this.client.post(`/imports/${id}/run`, { dry_run: dry });
    assert.equal(answer.status, 202, answer.text);
    assert.equal(answer.body.state, "running");
    assert.ok(answer.body.job.id > 0);
    return this.ended(id);
  }

  async undo(id) {
    const answer = await this.client.post(`/imports/${id}/undo`);
    assert.equal(answer.status, 202, answer.text);
    return this.ended(id);
  }

  async load(name, content) {
    const { id } = await this.upload(name, content);
    return this.run(id);
  }
}

const GOOD_AND_BAD = [
  "Company,Sector,Revenue,Founded,E-mail",
  'Cancity,retail,"$1,500.50",1996,a@cancity.example',
  ",retail,5,1990,",
  "Isdom,medical,much,1990,",
  "Hottechi,medical,7,2001,nobody",
  "Zencorporation,software,8,2002,z@zen.example",
  "",
].join("\r\n");

for (const engine of ENGINES) {
  describe(`imports on ${engine}`, () => {
    let server, admin, importer;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      importer = new Importer(admin);
    });
    after(() => server.end());

    it("shows what it understood before anything is written", async () => {
      const found = await importer.upload("customers.csv", GOOD_AND_BAD);
      assert.equal(found.state, "uploaded");
      assert.equal(found.record_type, "account");
      assert.equal(found.type_guesses[0].type, "account");
      assert.equal(found.row_count, 5);
      assert.equal(found.delimiter, ",");
      assert.equal(found.encoding, "utf-8");
      assert.deepEqual(found.columns.map(({ target }) => target), ["name", "industry", "annual_revenue", "founded", "email"]);
      assert.deepEqual(found.columns.map(({ how }) => how), ["spreadsheet", "spreadsheet", "spreadsheet", "name", "name"]);
      assert.deepEqual(found.preview[0], ["Cancity", "retail", "$1,500.50", "1996", "a@cancity.example"]);
      assert.deepEqual(found.columns[1].samples, ["retail", "medical", "software"]);
      assert.equal((await admin.get("/accounts")).body.items.length, 0);
    });

    it("tries, runs, reports each bad row with line and reason, and takes all of it back", async () => {
      const { id } = await importer.upload("customers.csv", GOOD_AND_BAD);
      const checked = await importer.run(id, true);
      assert.equal(checked.state, "checked");
      assert.deepEqual(checked.counts, { created: 2, updated: 0, skipped: 0, failed: 3 });
      assert.equal((await admin.get("/accounts")).body.items.length, 0);

      const done = await importer.run(id);
      assert.equal(done.state, "done");
      assert.deepEqual(done.counts, checked.counts);
      assert.deepEqual(done.progress, { done: 5, total: 5 });
      const { body: problems } = await admin.get(`/imports/${id}/problems`);
      assert.deepEqual(
        problems.items.map(({ line, severity, field, column, code }) => [line, severity, field, column, code]),
        [
          [3, "error", "name", "Company", "required"],
          [4, "error", "annual_revenue", "Revenue", "not_a_number"],
          [5, "error", "email", "E-mail", "not_an_email"],
        ],
      );
      assert.match(problems.items[1].message, /“much”/);
      const csv = await admin.get(`/imports/${id}/problems.csv`);
      assert.match(csv.headers.get("content-type"), /^text\/csv/);
      const lines = csv.text.trim().split("\r\n");
      assert.equal(lines.length, 4);
      assert.match(lines[0], /"Company".*"line","reason"/);
      const { body: accounts } = await admin.get("/accounts?sort=name");
      assert.deepEqual(accounts.items.map(({ name, annual_revenue }) => [name, annual_revenue]), [
        ["Cancity", "1500.50"],
        ["Zencorporation", "8.00"],
      ]);

      assert.equal((await importer.undo(id)).state, "undone");
      assert.equal((await admin.get("/accounts?archived=all")).body.items.length, 0);
      assert.deepEqual((await admin.get("/search?q=cancity")).body.items, []);
    });

    it("takes another mapping, options and defaults", async () => {
      const { id } = await importer.upload("list.csv", "Firm,Size,Turnover\nHatfan,70,\"1,5\"\n", "account");
      const answer = await admin.patch(`/imports/${id}`, {
        columns: [
          { name: "Firm", target: "name" },
          { name: "Size", target: "employees" },
          { name: "Turnover", target: "annual_revenue", options: { decimal_mark: ",", scale: "1000000" } },
        ],
        default_currency: "SGD",
        defaults: { tier: "key" },
      });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual((await importer.run(id)).counts, { created: 1, updated: 0, skipped: 0, failed: 0 });
      const { body } = await admin.get("/accounts?name=Hatfan");
      const { employees, annual_revenue, currency, tier } = body.items[0];
      assert.deepEqual({ employees, annual_revenue, currency, tier }, {
        employees: 70, annual_revenue: "1500000.00", currency: "SGD", tier: "key",
      });
    });

    it("refuses settings that make no sense, each with its reason", async () => {
      const { id } = await importer.upload("list.csv", "name,city\nA,B\n", "account");
      const wrong = [
        { columns: [{ name: "nowhere", target: "name" }] },
        { columns: [{ name: "city", target: "no_such_field" }] },
        { columns: [{ name: "city", target: "name" }] },
        { columns: [{ name: "city", options: { scale: 7 } }] },
        { columns: "name" },
        { record_type: "unicorn" },
        { on_match: "guess" },
        { on_bad_value: "ignore" },
        { default_currency: "XXXX" },
        { defaults: { tier: "huge" } },
        { colour: "blue" },
      ];
      for (const body of wrong) {
        const answer = await admin.patch(`/imports/${id}`, body);
        assert.equal(answer.status, 422, JSON.stringify(body) + answer.text);
        assert.ok(answer.body.errors.length > 0, JSON.stringify(body));
      }
      assert.equal((await admin.patch(`/imports/${id}`, [])).status, 400);
    });

    it("refuses files that are no CSV and answers for imports that are not there", async () => {
      const empty = await admin.send("POST", "/imports?name=a.csv", "\r\n\r\n", { "Content-Type": "text/csv" });
      assert.equal(empty.status, 422);
      assert.equal(empty.body.code, "empty_file");
      const binary = await admin.send("POST", "/imports?name=a.csv", new Uint8Array([0, 1, 2, 10, 0, 0]), {
        "Content-Type": "text/csv",
      });
      assert.equal(binary.status, 422);
      assert.equal((await admin.get("/imports/999999")).status, 404);
      assert.equal((await admin.post("/imports/999999/run", {})).status, 404);
      assert.equal((await admin.post("/imports/999999/undo")).status, 404);
    });

    it("belongs to whoever sent it, and may do what they may do", async () => {
      const rep = server.user(`Rep ${engine}`, "representative");
      const reader = server.user(`Reader ${engine}`, "read_only");
      const own = await new Importer(rep).upload("a.csv", "account,owner\nMine,\nTheirs,Ada Admin\n", "account");
      assert.equal((await reader.get(`/imports/${own.id}`)).status, 404);
      assert.equal((await reader.send("POST", "/imports?name=a.csv", "name\nA\n")).status, 403);
      const done = await new Importer(rep).run(own.id);
      assert.deepEqual(done.counts, { created: 1, updated: 0, skipped: 0, failed: 1 });
      assert.equal((await rep.get(`/imports/${own.id}/problems`)).body.items[0].code, "forbidden");
      assert.ok((await admin.get("/imports")).body.items.some(({ id }) => id === own.id));
      assert.equal((await reader.get("/imports")).body.items.length, 0);
    });

    it("does one thing at a time", async () => {
      const { id } = await importer.upload("b.csv", "account\nOnce\n", "account");
      assert.equal((await admin.post(`/imports/${id}/undo`)).status, 409);
      await importer.run(id);
      assert.equal((await admin.post(`/imports/${id}/run`, { dry_run: false })).status, 409);
      assert.equal((await admin.patch(`/imports/${id}`, { on_match: "skip" })).status, 409);
      assert.equal((await admin.post(`/imports/${id}/cancel`)).status, 409);
    });
  });

  describe(`the real pipeline on ${engine}`, { skip: existsSync(MAVEN) ? false : `there is no real data at ${DATA}` }, () => {
    let server, admin;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      const importer = new Importer(admin);
      for (const name of ["sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv"]) {
        const done = await importer.load(name, readFileSync(join(MAVEN, name)));
        assert.equal(done.state, "done");
        assert.equal(done.counts.failed, 0);
        assert.equal(done.counts.created, done.row_count);
      }
    });
    after(() => server.end());

    /** Won, lost, value won and all deals by the title of each group. */
    async function figures(group) {
      const { body } = await admin.get(`/opportunities/summary?group=${group},outcome&sum=amount`);
      const found = {};
      for (const { key, count, sum } of body.groups) {
        const name = key[group]?.title ?? key[group];
        found[name] ??= { all: 0, won: 0, lost: 0, value: 0 };
        found[name].all += count;
        if (key.outcome !== "open") found[name][key.outcome] += count;
        if (key.outcome === "won") found[name].value += Number(sum.amount[0].value);
      }
      return found;
    }

    it("agrees with the reference figures by agent, manager, office, product, quarter and month", async () => {
      const groups = {
        sales_agent: "owner", manager: "owner.team", regional_office: "owner.branch", product: "products",
        close_quarter: "closed_on.quarter", close_month: "closed_on.month",
      };
      const [, ...lines] = readFileSync(REFERENCE, "utf8").trim().split("\n");
      const rows = lines.map((line) => line.split("\t")).filter(([by, value]) => groups[by] && value !== "open");
      assert.equal(rows.length, 60);
      const known = {};
      for (const [by, value, all, won, lost, rate, amount] of rows) {
        known[by] ??= await figures(groups[by]);
        const name = value === "GTXPro" ? "GTX Pro" : by === "close_quarter" ? value.replace("Q", "-Q") : value;
        const ours = known[by][name];
        assert.deepEqual(ours, { all: +all, won: +won, lost: +lost, value: +amount }, `${by} ${value}`);
        assert.ok(Math.abs(ours.won / (ours.won + ours.lost) - Number(rate)) < 0.000001, `${by} ${value}`);
      }
    });

    it("agrees in the days from engagement to close", async () => {
      const { body } = await admin.get("/opportunities/summary?group=outcome&average=cycle_days&median=cycle_days");
      const by = Object.fromEntries(body.groups.map((group) => [group.key.outcome, group]));
      assert.equal(Number(by.won.average.cycle_days).toFixed(2), "51.78");
      assert.equal(Number(by.lost.average.cycle_days).toFixed(2), "41.48");
      assert.equal(Number(by.won.median.cycle_days), 57);
      assert.equal(Number(by.lost.median.cycle_days), 14);
    });

    it("keeps deals without an account and finds parents and mistyped names", async () => {
      const { body: without } = await admin.get("/opportunities/summary?account.null=true");
      assert.equal(without.total[0].count, 1425);
      const { body: children } = await admin.get("/accounts?parent.null=false&limit=100");
      assert.equal(children.items.length, 15);
      const { body: found } = await admin.get("/search?q=hotechi&type=account");
      assert.equal(found.items[0].title, "Hottechi");
    });
  });
}
