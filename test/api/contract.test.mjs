// Every operation of the API document is called, on each engine with the same calls. The client compares each answer with
// the document (schema.mjs); here the engines' answers are compared with each other.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Events } from "./events.mjs";
import { OPERATIONS, findOperation } from "./schema.mjs";
import { Client, ENGINES, Server } from "./server.mjs";

const PASSWORD = "words that nobody guesses";

/** What differs from run to run by right: moments, secrets, ids of requests. */
function settle(text) {
  return text
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, "MOMENT")
    .replace(/"(csrf_token|token|request_id|link)":"[^"]*"/g, '"$1":"SECRET"')
    .replace(/\b[0-9a-f]{24}\b/g, "KEY")
    .replace(/\b[0-9a-f]{64}\b/g, "HASH")
    .replace(/token=[\w-]+/, "token=SECRET")
    .replace(/127\.0\.0\.1:\d+/g, "HOST");
}

const OF_DOCUMENTS = /\/(orders|deliveries|invoices|payments|quotes|contracts|approvals|allocations|cash-sales|receivables|stock|trail|shared-quotes)\b/;

/** PostgreSQL leaves numbers of rows out where a transaction is run again, as documents' long ones are now and then. */
function unnumbered({ asked, answered, ...rest }) {
  if (!OF_DOCUMENTS.test(asked)) return { asked, answered, ...rest };
  const plain = (text) => text.replace(/("(?:id|record_id|order|order_line|delivery|invoice|payment|credit_note|approval|allocation|quote|contract|after|next)":)\d+/g, "$1#").replace(/"next":"[^"]*"/g, '"next":"#"').replace(/^\d+,/gm, "#,").replace(/\/\d+/g, "/#").replace(/([?&]\w+=)\d+/g, "$1#");
  return { asked: plain(asked), answered: plain(answered), ...rest };
}

/** Makes calls as one client and writes down what was asked and answered. */
class Recorder {
  constructor(client, log) {
    Object.assign(this, { client, log });
  }

  async call(method, path, body, headers) {
    const answer = await this.client.send(method, path, body, headers);
    const operation = findOperation(method, `/api/v1${path}`);
    this.log.push({ operation: operation?.operationId, status: answer.status, asked: settle(`${method} ${path}`), answered: settle(answer.text) });
    assert.ok(answer.status < 500, `${method} ${path}: ${answer.text}`);
    return answer;
  }

  /** A call whose answer depends on how far a job is by then. */
  async start(path, body) {
    const answer = await this.call("POST", path, body);
    assert.equal(answer.status, 202, answer.text);
    this.log.at(-1).answered = "";
    return answer;
  }

  async made(plural, values) {
    const answer = await this.call("POST", `/${plural}`, values);
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }
}

/** A document has been made by its own actions by now. */
async function tryDocument(api, type) {
  const record = (await api.call("GET", `/${type.plural}?limit=1`)).body.items[0] ?? { id: 1, version: 1 };
  const note = type.fields.find((field) => field.type === "long_text" && !field.derived) ?? type.fields.find((field) => !field.derived);
  await api.call("PATCH", `/${type.plural}/${record.id}`, { [note.name]: null }, { "If-Match": `"${record.version}"` });
  await tryReading(api, type, record);
  assert.equal((await api.call("POST", `/${type.plural}/${record.id}/archive`)).status, 403, type.plural);
}

/** What is read of any record, and the little that is changed of a document too. */
async function tryReading(api, type, record) {
  const { plural } = type;
  const path = `/${plural}/${record.id}`;
  await api.call("GET", path);
  await api.call("GET", `/${plural}?limit=2&sort=-${type.title}`);
  const group = type.fields.find((field) => field.groupable);
  await api.call("GET", `/${plural}/summary${group ? `?group=${group.name}` : ""}`);
  const suggested = type.fields.find((field) => field.suggested);
  await api.call("GET", `/${plural}/suggest?field=${suggested?.name ?? "none"}`);
  await api.call("GET", `/${plural}/export?sort=id`);
  await api.call("GET", `${path}/history?limit=5`);
  await api.call("POST", `${path}/attachments?name=note.txt`, new TextEncoder().encode("a note"));
  await api.call("GET", `${path}/attachments`);
  for (const method of ["POST", "GET", "DELETE"]) await api.call(method, `${path}/follow`);
}

/** What every record type can do. */
async function tryType(api, type, needed) {
  const { plural } = type;
  const record = await api.made(plural, needed[plural] ?? { name: `Some ${plural}` });
  const path = `/${plural}/${record.id}`;
  await api.call("PATCH", path, { [type.title]: record[type.title] }, { "If-Match": `"${record.version}"` });
  await tryReading(api, type, record);
  await api.call("POST", `${path}/archive`);
  await api.call("POST", `${path}/restore`);
  assert.equal((await api.call("DELETE", path)).status, 204, path);
}

async function tryPages(api, { account, contact, pipeline }) {
  const stages = (await api.call("GET", "/stages?pipeline=1&sort=position")).body.items;
  const deal = await api.made("opportunities", { name: "Deal", account: account.id, amount: "1200.50", currency: "EUR", opened_on: "2026-02-01" });
  await api.call("POST", `/opportunities/${deal.id}/move`, { stage: stages.find(({ outcome }) => outcome === "won").id, closed_on: "2026-03-01" });
  await api.call("GET", `/opportunities/${deal.id}/stage-log`);
  await api.call("GET", `/opportunities/${deal.id}/overview`);
  await api.made("stakeholders", { contact: contact.id, account: account.id, buying_role: "champion" });
  await api.made("interactions", { subject: "Call", account: account.id, contacts: [contact.id], next_step: "Send the offer", next_step_due: "2026-05-01" });
  const task = await api.made("tasks", { subject: "Ring", account: account.id, due: "2026-05-02" });
  await api.call("POST", `/tasks/${task.id}/done`, { done: true });
  const file = await api.call("POST", `/accounts/${account.id}/attachments?name=a.pdf`, new TextEncoder().encode("%PDF-1.4 nothing"));
  await api.call("GET", `/attachments/${file.body.id}`);
  await api.call("GET", `/accounts/${account.id}/overview`);
  await api.call("GET", `/contacts/${contact.id}/overview`);
  await api.call("DELETE", `/attachments/${file.body.id}`);
  await api.call("GET", `/pipelines/${pipeline.id}/board`);
  await api.made("promises", { subject: "Send the drawings", by: "them", account: account.id, due: "2026-05-02" });
  await api.call("GET", "/today");
  await api.call("GET", "/today?date=2026-05-02&midnight=2026-05-01T16:00:00Z");
  await api.call("GET", "/pipelines/1/board?closed_since=2026-01-01");
  await api.call("GET", "/opportunities/summary?group=closed_on.quarter,account.name&sum=amount&average=cycle_days&median=amount");
  await api.call("GET", `/trail?type=opportunity&id=${deal.id}`);
  await api.call("GET", `/accounts/${account.id}/trade`);
  for (const q of ["contrat", "deal eur", "Pat"]) await api.call("GET", `/search?q=${q}`);
}

async function tryLeads(api, server) {
  const nobody = new Recorder(new Client(server), api.log);
  const form = await api.made("web_forms", { name: "Contact page" });
  const { key } = (await api.call("GET", `/web_forms/${form.id}`)).body;
  const { token } = (await nobody.call("GET", `/forms/${key}`)).body;
  await nobody.call("POST", `/forms/${key}`, { name: "Vera Visitor", email: "vera@visitor.example", message: "Ring me", token });
  const lead = await api.made("leads", { name: "Lena Lead", company: "Lead Pipes", email: "lena@pipes.example" });
  await api.call("GET", `/leads/${lead.id}/matches`);
  await api.call("POST", `/leads/${lead.id}/convert`, { opportunity: { name: "Pipes", amount: "5.00", currency: "EUR" } });
  await api.call("POST", `/leads/${lead.id}/unconvert`, {});
}

/** Waits until the import's job is over, by asking. */
async function settled(api, id) {
  for (;;) {
    const { body } = await api.client.get(`/imports/${id}`);
    if (!["running", "undoing"].includes(body.state)) return (await api.call("GET", `/imports/${id}`)).body;
  }
}

async function tryImport(api) {
  const csv = "Name,Employees,Industry\nFirst import,5,glass\nSecond import,many,glass\n";
  const { id } = (await api.call("POST", "/imports?name=accounts.csv&type=account", new TextEncoder().encode(csv))).body;
  await api.call("GET", "/imports");
  await api.call("PATCH", `/imports/${id}`, { on_bad_value: "reject_row" });
  await api.start(`/imports/${id}/run`, { dry_run: true });
  await settled(api, id);
  const { body } = await api.start(`/imports/${id}/run`, { dry_run: false });
  await settled(api, id);
  while (["queued", "running"].includes((await api.client.get(`/jobs/${body.job.id}`)).body.state));
  const job = await api.call("GET", `/jobs/${body.job.id}`);
  assert.equal(job.body.state, "done");
  await api.call("GET", `/imports/${id}/problems`);
  await api.call("GET", `/imports/${id}/problems.csv`);
  await api.call("POST", `/imports/${id}/cancel`);
  await api.call("POST", `/jobs/${body.job.id}/cancel`);
  await api.start(`/imports/${id}/undo`, {});
  assert.equal((await settled(api, id)).state, "undone");
}

async function tryPeople(api, server) {
  const user = await api.made("users", { name: "Ulla User", email: "ulla@test.example", role: "manager" });
  const invited = await api.call("POST", `/users/${user.id}/invite`);
  const token = invited.body.link.split("/").pop();
  const nobody = new Recorder(new Client(server), api.log);
  await nobody.call("GET", `/session/link?token=${token}`);
  const entered = await nobody.call("POST", "/session/link", { token });
  const session = (answer) => ({ Cookie: answer.headers.get("set-cookie").split(";")[0], "X-CSRF-Token": answer.body.csrf_token });
  const here = new Recorder(new Client(server, { headers: session(entered) }), api.log);
  await here.call("POST", "/session/password", { password: PASSWORD });
  const again = await nobody.call("POST", "/session", { email: "ulla@test.example", password: PASSWORD });
  const there = new Recorder(new Client(server, { headers: session(again) }), api.log);
  await there.call("GET", "/session");
  await there.call("PATCH", "/session", { locale: "en" });
  const made = await there.call("POST", "/tokens", { name: "script" });
  await there.call("GET", "/tokens");
  await there.call("DELETE", `/tokens/${made.body.id}`);
  await there.call("DELETE", "/session");
}

async function tryHandover(api, { account }) {
  const user = async (name) => (await api.made("users", { name, email: `${name}@hand.example`, role: "representative" })).id;
  const [from, to] = [await user("leo"), await user("una")];
  await api.made("accounts", { name: "Handed", owner: from });
  await api.call("POST", "/handovers", { from, successors: [to], dry_run: true });
  const { id } = (await api.call("POST", "/handovers", { from, successors: [to], deactivate: true })).body;
  await api.call("GET", `/handovers?from=${from}`);
  await api.call("GET", "/handovers/received");
  await api.call("POST", `/accounts/${account.id}/read`);
  await api.call("POST", `/handovers/${id}/undo`, {});
  await api.call("GET", `/accounts/${account.id}/brief`);
  await api.call("POST", `/accounts/${account.id}/brief-links`);
  await api.call("DELETE", `/accounts/${account.id}/brief-links`);
}

async function tryFirstDay(api) {
  await api.call("GET", "/first-day");
  await api.call("POST", "/first-day", { name: "Contract Ltd", currency: "SGD", team: "First team", people: [{ name: "Fay First", email: "fay@test.example" }], products: [{ name: "First ware", price: "9.50" }] });
  await api.call("POST", "/first-day/tour", { open: false });
}

async function tryViews(api) {
  const { id } = (await api.call("POST", "/views", { screen: "accounts", name: "Contract view", state: "sort=-name" })).body;
  await api.call("GET", "/views?screen=accounts");
  await api.call("PATCH", `/views/${id}`, { shared: "everyone" });
  await api.call("POST", "/views/default", { screen: "accounts", view: id });
  await api.call("DELETE", `/views/${id}`);
}

/** What is sold again and again. */
async function tryContracts(api, { account }) {
  const lines = [{ description: "Seats", quantity: "10", unit_price: "20" }, { description: "Set-up", unit_price: "500", recurring: false }];
  const given = { account: account.id, name: "Seats", currency: "SGD", start_on: "2026-01-01", months: 12, notice_days: 30, escalation_percent: "5", lines };
  const made = (await api.call("POST", "/contracts", given)).body;
  const path = `/contracts/${made.record.id}`;
  await api.call("POST", "/contracts", { ...given, lines: [{ quantity: "0" }] });
  await api.call("POST", `${path}/activate`);
  await api.call("POST", "/contracts/due", { date: "2026-03-15" });
  await api.call("POST", `${path}/quantity`, { line: made.lines[0].id, quantity: "15", date: "2026-03-16" });
  await api.call("POST", `${path}/end`, { reason: "Too dear" });
  await api.call("GET", `${path}/document`);
  await api.call("GET", "/contracts/recurring-revenue?from=2026-01&to=2026-06");
}

/** Goods in, out and about. */
async function tryStock(api) {
  const ware = await api.made("products", { name: "Stocked ware", code: "SW-1", stocked: true, reorder_level: "50", currency: "SGD" });
  const [north, south] = [await api.made("stock_locations", { name: "North" }), await api.made("stock_locations", { name: "South" })];
  const receipt = { date: "2026-02-01", location: north.id, lines: [{ product: ware.id, quantity: "30", unit_cost: "3.3333" }] };
  await api.call("POST", "/stock/receipts", receipt, { "Idempotency-Key": "one receipt" });
  await api.call("POST", "/stock/receipts", receipt, { "Idempotency-Key": "one receipt" });
  await api.call("POST", "/stock/counts", { date: "2026-02-02", location: north.id, lines: [{ product: ware.id, counted: "28" }] });
  await api.call("POST", "/stock/transfers", { date: "2026-02-03", from: north.id, to: south.id, lines: [{ product: ware.id, quantity: "8" }] });
  await api.call("POST", "/stock/scraps", { date: "2026-02-04", location: south.id, lines: [{ product: ware.id, quantity: "1" }] });
  for (const about of ["", `?product=${ware.id}&limit=2`, `?location=${south.id}&q=st`]) {
    await api.call("GET", `/stock/levels${about}`);
    await api.call("GET", `/stock/moves${about}`);
  }
  await api.call("GET", "/stock/reorder");
}

/** From order to cash. */
async function tryOrders(api, { account, product }) {
  const lines = [{ product: product.id, quantity: "10", unit_price: "12.50", discount_percent: "4" }, { description: "Fitting", quantity: "1", unit_price: "80" }];
  const given = { account: account.id, currency: "SGD", date: "2026-02-02", payment_terms: "2_10_net_30", freight: "20.00", lines,
    milestones: [{ kind: "deposit", name: "Deposit", percent: "10" }] };
  const order = (await api.call("POST", "/orders", given, { "Idempotency-Key": "one order" })).body;
  assert.equal((await api.call("POST", "/orders", given, { "Idempotency-Key": "one order" })).body.record.id, order.record.id);
  await api.call("POST", "/orders", { ...given, lines: [{ product: product.id, quantity: "-1", unit_price: "x" }] });
  const path = `/orders/${order.record.id}`;
  await api.call("POST", `${path}/invoice`, { milestone: order.milestones[0].id, date: "2026-02-03" });
  const part = { date: "2026-02-04", lines: [{ line: order.lines[0].id, quantity: "4" }] };
  const delivered = (await api.call("POST", `${path}/deliver`, part)).body;
  const sent = (await api.call("GET", `/deliveries/${delivered.delivery.id}/document`)).body;
  await api.call("POST", `/deliveries/${delivered.delivery.id}/return`, { date: "2026-02-05", lines: [{ line: sent.lines[0].id, quantity: "1", condition: "restock" }] });
  const { invoice } = (await api.call("POST", `${path}/deliver`, { ...part, invoice: true })).body;
  await api.call("POST", `${path}/deliver`, { lines: [{ line: order.lines[0].id, quantity: "99" }] });
  const bill = (await api.call("GET", `/invoices/${invoice.id}/document`)).body;
  const credit = { kind: "allowance", reason: "Late", date: "2026-02-06", lines: [{ line: bill.lines[0].id, amount: "5.00" }] };
  await api.call("POST", `/invoices/${invoice.id}/credit`, credit);
  await api.call("POST", `${path}/cancel`, { reason: "Too late" });
  await api.call("GET", `${path}/document`);
  await api.call("PATCH", `/accounts/${account.id}`, { credit_limit: "1.00" });
  const held = (await api.call("POST", "/orders", given)).body;
  assert.equal(held.record.status, "held");
  await api.call("POST", `/orders/${held.record.id}/deliver`, {});
  await api.call("POST", `/orders/${held.record.id}/release`);
  await api.call("PATCH", `/accounts/${account.id}`, { credit_limit: null });
  const history = "order,date,customer,product,quantity,net,tax\nH-1,2026-01-05,Contract,W-9,2,20.00,1.80\nH-2,soon,Contract,W-9,1,1.00,\n";
  await api.call("POST", "/orders/import?paid=due&currency=SGD", new TextEncoder().encode(history));
  await api.call("POST", "/cash-sales", { account: account.id, currency: "SGD", lines });
}

/** What is owed, and money that comes in, goes back, and was another's. */
async function tryReceivables(api, server, { account, product }) {
  const billed = async (quantity) => {
    const lines = [{ product: product.id, quantity, unit_price: "10.00" }];
    const order = (await api.call("POST", "/orders", { account: account.id, currency: "SGD", date: "2026-03-02", payment_terms: "2_10_net_30", lines })).body;
    return (await api.call("POST", `/orders/${order.record.id}/deliver`, { date: "2026-03-02", invoice: true })).body.invoice.id;
  };
  const [first, second, third] = [await billed("10"), await billed("20"), await billed("30")];
  const open = (await api.call("GET", `/invoices/${first}/document`)).body.record.open;
  const given = { account: account.id, currency: "SGD", amount: "500.00", date: "2026-03-10", method: "cheque", allocations: [{ invoice: first, amount: open }] };
  const payment = (await api.call("POST", "/payments", given, { "Idempotency-Key": "one payment" })).body;
  assert.equal((await api.call("POST", "/payments", given, { "Idempotency-Key": "one payment" })).body.record.id, payment.record.id);
  await api.call("POST", "/payments", { ...given, amount: "-1" });
  const path = `/payments/${payment.record.id}`;
  await api.call("POST", `${path}/allocate`, { date: "2026-03-11", allocations: [{ invoice: second, amount: "20.00" }] });
  await api.call("POST", `${path}/allocate`, { date: "2026-03-11", allocations: [{ invoice: second, amount: "2000.00" }] });
  const { allocations } = (await api.call("GET", `${path}/document`)).body;
  await api.call("POST", `/allocations/${allocations[1].id}/take-back`, { date: "2026-03-12", reason: "Another invoice was meant" });
  await api.call("POST", `${path}/refund`, { date: "2026-03-13", amount: "10.00" });
  const bounced = (await api.call("POST", "/payments", { ...given, amount: "5.00", allocations: [], automatic: true })).body;
  await api.call("POST", `/payments/${bounced.record.id}/take-back`, { date: "2026-03-14", reason: "The cheque bounced" });
  const bill = (await api.call("GET", `/invoices/${first}/document`)).body;
  const note = (await api.call("POST", `/invoices/${first}/credit`, { kind: "allowance", reason: "Scratched", date: "2026-03-15", lines: [{ line: bill.lines[0].id, amount: "30.00" }] })).body;
  await api.call("POST", `/invoices/${note.credit_note}/apply`, { date: "2026-03-16", allocations: [{ invoice: second, amount: "10.00" }] });
  await api.call("POST", `/invoices/${note.credit_note}/refund`, { date: "2026-03-17", amount: "5.00", method: "cash" });
  await api.call("PATCH", "/trade-settings", { write_off_limit: "1.00" });
  const { approval } = (await api.call("POST", `/invoices/${third}/write-off`, { reason: "Bankrupt", amount: "12.00", date: "2026-03-18" })).body;
  await api.call("POST", `/approvals/${approval}/decision`, { approve: true });
  const colleague = new Recorder(server.user("Fay Finance", "finance"), api.log);
  await colleague.call("GET", "/approvals");
  await colleague.call("POST", `/approvals/${approval}/decision`, { approve: true, note: "So be it" });
  await api.call("PATCH", "/trade-settings", { write_off_limit: null });
  for (const by of ["customer", "salesperson", "branch"]) await api.call("GET", `/receivables/ageing?date=2026-06-30&by=${by}`);
  await api.call("GET", `/receivables/open?date=2026-06-30&by=customer&of=${account.id}`);
  await api.call("GET", "/receivables/open?date=2026-03-05&by=branch&of=none&age=current");
  await api.call("GET", `/receivables/statement?customer=${account.id}&from=2026-03-05&to=2026-03-31`);
  for (const name of ["day-book", "ledger", "tax-return", "collection"]) await api.call("GET", `/receivables/${name}?from=2026-01-01&to=2026-03-31`);
  await api.call("GET", "/receivables/day-book?from=soon");
}

async function tryLedger(api, server, { account }) {
  await api.call("GET", "/ledger");
  await api.call("POST", "/ledger", { chart: "singapore", currency: "SGD", year_begins: 1, first_month: "2025-01" });
  const chart = (await api.call("GET", "/ledger_accounts?limit=100")).body.items;
  const of = (purpose) => chart.find((one) => one.purpose === purpose).id;
  const csv = (text) => new TextEncoder().encode(text);
  await api.call("POST", "/ledger/rates?base=EUR", csv("Date,USD,SGD,XYZ\n2025-12-30,1.08,1.458,\n2026-01-30,N/A,1.43,2\n"));
  await api.call("GET", "/ledger/rates");
  await api.call("POST", "/ledger/openings?date=2025-01-01", csv("code,debit,credit,customer\n1020,5000.00,,\n1100,109.00,,Contract\n"));
  const sale = {
    date: "2025-12-31",
    description: "Sale abroad",
    lines: [
      { ledger_account: of("receivable"), debit: "100.00", currency: "USD", customer: account.id },
      { ledger_account: of("credit_sales"), credit: "100.00", currency: "USD", customer: account.id },
    ],
  };
  const { entry } = (await api.call("POST", "/ledger/entries", sale, { "Idempotency-Key": "once" })).body;
  assert.equal((await api.call("POST", "/ledger/entries", sale, { "Idempotency-Key": "once" })).body.entry, entry);
  await api.call("POST", "/ledger/entries", { ...sale, lines: [...sale.lines, { ledger_account: 1, debit: "1" }] });
  await api.call("GET", `/ledger/entries?customer=${account.id}&q=je&kind=manual&limit=1`);
  await api.call("GET", `/ledger/entries/${entry}`);
  for (const about of [`ledger_account=${of("receivable")}`, `customer=${account.id}`, "opportunity=1", "product=1", "branch=1", "salesperson=1", ""])
    await api.call("GET", `/ledger/lines?from=2025-01-01&to=2026-12-31&${about}`);
  await api.call("POST", "/ledger/revaluations", { date: "2025-12-31" });
  for (const about of ["", `&customer=${account.id}`, "&as_of=2030-01-01T00:00:00Z"]) {
    await api.call("GET", `/ledger/income-statement?from=2025-01-01&to=2025-12-31&columns=quarter${about}`);
    await api.call("GET", `/ledger/balance-sheet?date=2025-12-15${about}`);
    await api.call("GET", `/ledger/trial-balance?date=2025-12-31${about}`);
  }
  for (const to of ["2025-12-31", "2025-12-30"]) await api.call("GET", `/ledger/sales?by=customer&from=2025-01-01&to=${to}`);
  await api.call("POST", "/ledger/years", { month: "2025-12" });
  await api.call("POST", `/ledger/entries/${entry}/reverse`, { date: "2026-01-05", reason: "Sent back" });
  await api.call("POST", "/ledger/months", { month: "2025-01", status: "hard" });
  await api.call("PATCH", "/ledger", { approval: true });
  const { proposal } = (await api.call("POST", "/ledger/entries", { ...sale, date: "2026-01-10" })).body;
  await api.call("POST", `/ledger/proposals/${proposal}/decision`, { approve: true });
  const fred = new Recorder(server.user("Fred Finance", "finance"), api.log);
  await fred.call("GET", "/ledger/proposals");
  await fred.call("POST", `/ledger/proposals/${proposal}/decision`, { approve: true });
  await api.call("GET", "/ledger/verification");
  for (const format of ["hledger", "csv", "json"]) await api.call("GET", `/ledger/export?format=${format}`);
}

/** The import and refusals come last: on PostgreSQL what is not kept uses up ids. */
async function tryRefusals(api, { account }) {
  await api.call("POST", "/accounts", { name: "", tier: "huge", annual_revenue: "1.2.3", owner: 99999 });
  await api.call("PATCH", `/accounts/${account.id}`, { name: "x" }, { "If-Match": '"77"' });
  await api.call("DELETE", `/accounts/${account.id}`);
  await api.call("GET", "/accounts/99999");
  await api.call("GET", "/accounts?colour=red&limit=many");
  await api.call("POST", "/users", { name: "Again", email: "ulla@test.example" });
  await api.call("PATCH", "/organisation", { currency: "QQQ" });
}

/** The greeting of a stream holds its name; what it goes on to tell is tried in live.test.mjs. */
async function tryQuotes(api, server, { account, product }) {
  const body = { account: account.id, currency: "SGD", lines: [{ product: product.id, unit_price: "10.00" }] };
  await api.call("POST", "/quotes/preview", body);
  const { record } = (await api.call("POST", "/quotes", body)).body;
  const quote = `/quotes/${record.id}`;
  await api.call("PUT", `${quote}/document`, { ...body, terms: "As agreed" });
  await api.call("GET", `${quote}/document`);
  await api.call("GET", `${quote}/text`);
  await api.call("POST", `${quote}/send`);
  await api.call("POST", `${quote}/links`);
  await api.call("DELETE", `${quote}/links`);
  await api.call("POST", `${quote}/comments`, { body: "Delivery is included." });
  const newer = (await api.call("POST", `${quote}/revise`)).body.record.id;
  await api.call("POST", `/quotes/${newer}/send`);
  await api.call("POST", `/quotes/${newer}/accept`, { name: "Lee Tan" });
  await api.call("PATCH", "/trade-settings", { discount_limit: "10" });
  const seller = new Recorder(server.user("Quinn Quote", "representative"), api.log);
  const { id: own } = await seller.made("accounts", { name: "Quoted" });
  const { id } = (await seller.call("POST", "/quotes", { ...body, account: own, discount_percent: "50" })).body.record;
  await seller.call("POST", `/quotes/${id}/send`);
  await api.call("POST", `/quotes/${id}/approve`, { approve: true });
  await api.call("POST", `/quotes/${id}/send`);
  await api.call("POST", `/quotes/${id}/decline`, { reason: "Too dear" });
}

async function tryLive(api, { account }) {
  const events = await Events.open(api.client);
  api.log.push({ operation: "streamEvents", status: events.answer.status, asked: "GET /events", answered: "" });
  await api.call("POST", "/presence", { stream: events.stream, type: "account", id: account.id });
  api.log.at(-1).asked = "POST /presence";
  await events.close();
  const job = (await api.start("/digests/run")).body;
  while (["queued", "running"].includes((await api.client.get(`/jobs/${job.id}`)).body.state));
  const told = (await api.call("GET", "/notifications")).body.items.find(({ kind }) => kind === "digest");
  await api.call("GET", `/digests/${told.record_id}`);
  await api.call("GET", "/notifications/count");
  await api.call("POST", "/notifications/read", { all: true });
  await api.call("GET", "/notifications/settings");
  await api.call("PATCH", "/notifications/settings", { kinds: { follow: true } });
}

async function tryDuplicates(api) {
  const made = [];
  for (const plural of ["accounts", "contacts"])
    for (const name of ["Castleford Mills", "Castleford Mill"]) made.push(await api.made(plural, { name }));
  await api.call("POST", "/duplicates/check", { type: "account", values: { name: "Castleford" } });
  const pair = (await api.call("GET", "/duplicates?type=account")).body.items[0];
  await api.call("POST", `/duplicates/${pair.id}/dismiss`, { dismissed: true });
  const job = (await api.start("/duplicates/scan")).body;
  while (["queued", "running"].includes((await api.client.get(`/jobs/${job.id}`)).body.state));
  const merged = (await api.call("POST", `/accounts/${made[0].id}/merge`, { other: made[1].id })).body;
  await api.call("POST", `/contacts/${made[2].id}/merge`, { other: made[3].id });
  await api.call("GET", `/merges/${merged.id}`);
  await api.call("POST", `/merges/${merged.id}/undo`, {});
}

async function tryPrices(api, { account, product, price_list }) {
  await api.call("GET", "/trade-settings");
  await api.call("POST", "/tax-codes/ready", { chart: "singapore" });
  await api.call("PATCH", "/trade-settings", { tax_per_line: true, discount_limit: "10", credit_note_limit: "500", seller_address: "1 Contract Street\nSingapore" });
  await api.made("prices", { price_list: price_list.id, product: product.id, minimum_quantity: "10", unit_price: "8.25" });
  await api.call("GET", `/prices/find?product=${product.id}&account=${account.id}&currency=SGD&quantity=12.5&date=2026-05-01`);
  await api.call("GET", `/prices/find?product=${product.id}`);
}

async function walk(engine) {
  const server = await Server.start({ engine });
  const log = [];
  const api = new Recorder(server.user("Ada Admin", "administrator"), log);
  const { types } = (await api.call("GET", "/catalogue")).body;
  await api.call("GET", "/openapi.json");
  await api.call("GET", "/organisation");
  await api.call("PATCH", "/organisation", { name: "Contract Ltd", currency: "SGD" });
  const account = await api.made("accounts", { name: "Contract", country: "Kenya", tags: [] });
  const contact = await api.made("contacts", { name: "Pat", account: account.id });
  const pipeline = await api.made("pipelines", { name: "Second" });
  const product = await api.made("products", { name: "Ware", price: "10.00" });
  const price_list = await api.made("price_lists", { name: "Usual" });
  const needed = {
    stakeholders: { contact: contact.id, account: account.id },
    interactions: { subject: "Hello" },
    tasks: { subject: "Call" },
    promises: { subject: "Send it" },
    stages: { name: "Talk", pipeline: pipeline.id },
    ledger_accounts: { code: "9000", name: "Some account", type: "expense" },
    tax_codes: { code: "T9", name: "Some tax" },
    prices: { price_list: price_list.id, product: product.id, unit_price: "12.3456" },
  };
  const made = types.filter((type) => type.may.create);
  const documents = types.filter((type) => !made.includes(type));
  for (const type of made) await tryType(api, type, needed);
  await tryPrices(api, { account, product, price_list });
  await tryPages(api, { account, contact, pipeline });
  await tryLeads(api, server);
  await tryPeople(api, server);
  await tryLive(api, { account });
  await tryDuplicates(api);
  await api.call("POST", "/quick-log", { line: "call: hello, next: write tomorrow" });
  await tryHandover(api, { account });
  await tryFirstDay(api);
  await tryViews(api);
  await tryLedger(api, server, { account });
  await tryStock(api);
  await tryContracts(api, { account });
  await tryOrders(api, { account, product });
  await tryQuotes(api, server, { account, product });
  await tryReceivables(api, server, { account, product });
  for (const type of documents) await tryDocument(api, type);
  await tryImport(api);
  await tryRefusals(api, { account });
  await server.end();
  return { log, types };
}

describe("the contract", () => {
  const walks = new Map();

  for (const engine of ENGINES) {
    it(`every operation of the document answers as it says, on ${engine}`, async () => {
      const { log, types } = await walk(engine);
      walks.set(engine, log);
      const answered = new Set(log.filter(({ status }) => status < 300).map(({ operation }) => operation));
      const silent = OPERATIONS.map(({ operationId }) => operationId).filter((id) => !answered.has(id));
      const unsuggested = types.filter(({ fields }) => !fields.some((field) => field.suggested)).map(({ name }) => `suggest${name[0].toUpperCase()}${name.slice(1)}`);
      assert.deepEqual(silent.sort(), [...unsuggested, "cancelImport", "cancelJob"].sort());
    });
  }

  it("the same calls give the same answers on both engines", { skip: ENGINES.length < 2 && "no PostgreSQL here" }, () => {
    const [first, second] = ENGINES.map((engine) => walks.get(engine));
    assert.equal(second.length, first.length);
    first.forEach((entry, i) => assert.deepEqual(unnumbered(second[i]), unnumbered(entry)));
  });
});
