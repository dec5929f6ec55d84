// Every operation of the API document with strange ids, queries and bodies, by an administrator: whatever comes, the
// answer is as documented and no 5xx, and the book agrees with itself afterwards. DAYBOOK_SEED repeats a run, DAYBOOK_ROUNDS lengthens it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { OPERATIONS } from "./schema.mjs";
import { ENGINES, Server } from "./server.mjs";

const ROUNDS = Number(process.env.DAYBOOK_ROUNDS ?? 2);
const SEED = Number(process.env.DAYBOOK_SEED ?? Date.now() % 2 ** 31);

/** Numbers below a limit that repeat with the seed. */
function chance(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const TEXTS = ["", " ", "x", "7", "-7", "0", "1e9", "1.5", "true", "null", "me", "2026-02-30", "2026-02-28", "2026-02-28T10:00:00Z", "USD", "KE", "won", "a@b.example", "https://x.example",
  "99999999999999999999", "-99999999999999999999", "'", '"', "\\", "%", "_", "$1", "🌿", "海岚", "e\u0301", "\u202e", "x".repeat(300), "WyJ4Il0", "name,-amount", "account.industry", "closed_on.month"];
const VALUES = [...TEXTS, 0, 1, 2, -1, 7.5, 1e18, 2 ** 53, true, false, null, [], [1, 2], [1, 1], {}, { id: 1 }, { id: "x" }, [[[]]], { a: { b: {} } }];
const NAMES = ["name", "name.has", "name.in", "name.null", "id", "id.in", "owner", "owner.team", "account", "account.name", "amount.gte", "created_at.lt", "tags", "sort", "limit", "after", "q", "archived", "mine", "team",
  "group", "sum", "average", "median", "columns", "field", "before", "after_line", "type", "locale", "per_stage", "closed_since", "token", "stage", "", "a.b.c", "name.no"];

/** Operations that would end the run itself: they take the caller's own rights away, or their answer has no end. */
const SPARED = new Set(["streamEvents", "revokeToken", "setPassword", "signOut", "deleteUser", "archiveUser", "updateUser"]);

for (const engine of ENGINES) {
  describe(`strange requests on ${engine}`, () => {
    let server, admin;
    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      const account = await admin.create("accounts", { name: "First", industry: "glass" });
      const contact = await admin.create("contacts", { name: "Pat", account: account.id });
      await admin.create("stakeholders", { contact: contact.id, account: account.id });
      await admin.create("opportunities", { name: "Deal", account: account.id, amount: "10" });
      await admin.create("interactions", { subject: "Hello", account: account.id });
      await admin.create("tasks", { subject: "Ring" });
      await admin.send("POST", "/imports?name=a.csv", "Name\nSecond\n");
    });
    after(() => server.end());

    it(`each is answered as documented (seed ${SEED})`, async () => {
      const next = chance(SEED);
      const pick = (list) => list[next(list.length)];
      const query = () => {
        const pairs = Array.from({ length: next(4) }, () => `${encodeURIComponent(pick(NAMES))}=${encodeURIComponent(pick(TEXTS))}`);
        return pairs.length > 0 ? `?${pairs.join("&")}` : "";
      };
      const body = (operation) => {
        const reference = operation.requestBody?.content["application/json"]?.schema.$ref;
        if (!reference) return operation.requestBody ? pick(TEXTS) || "x" : undefined;
        return JSON.stringify(Object.fromEntries(Array.from({ length: next(5) }, () => [pick(membersOf(reference)), pick(VALUES)])));
      };
      const headers = () => ({
        ...(next(3) === 0 ? { "If-Match": pick(['"1"', '"2"', "1", "*", '"x"', 'W/"1"', '""']) } : {}),
        ...(next(4) === 0 ? { "Idempotency-Key": pick(["a", "b", "'", "x".repeat(300)]) } : {}),
        "Content-Type": "application/json",
      });
      for (let round = 0; round < ROUNDS; round++) {
        for (const operation of OPERATIONS) {
          if (SPARED.has(operation.operationId)) continue;
          const path = operation.path.replace("/api/v1", "").replace("{id}", () => pick(["1", "2", "3", "99", "0", "9223372036854775807"])) + query();
          const answer = await admin.send(operation.method, path, body(operation), headers());
          assert.ok(answer.status < 500, `seed ${SEED}: ${operation.method} ${path}: ${answer.text}`);
        }
      }
      assert.match(server.run("check"), /agrees with itself/);
      assert.equal(server.process.exitCode, null);
    });
  });
}

/** Members that a body may have, and some that it may not. */
const { schemas } = (await import("./schema.mjs")).DOCUMENT.components;
function membersOf(reference) {
  return [...Object.keys(schemas[reference.split("/").pop()].properties), "id", "version", "nonsense", ""];
}
