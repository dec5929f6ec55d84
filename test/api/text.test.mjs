// What people and programs may put into a field: any text comes back as it was, or is refused by name; any body that is
// no JSON is refused as such. Beside the public collections (limits.test.mjs) these cases are our own.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };

/** Bodies with one member, "name", that must be read. */
const GOOD_NAMES = [
  ['"plain"', "plain"],
  [' \t\r\n"spaced"\n', "spaced"],
  ['"\\u0041\\u00e9\\u6D77"', "Aé海"],
  ['"\\ud83c\\udf3f"', "🌿"],
  ['"a\\/b"', "a/b"],
  ['"quote \\" backslash \\\\"', 'quote " backslash \\'],
  ['"\u2028x\u2029y"', null],
  ['"\\uFEFFx"', null],
  ['"\uFFFF"', "\uFFFF"],
  ['"\u{10FFFF}"', "\u{10FFFF}"],
];

/** Bodies that are no JSON object. */
const BAD_BODIES = [
  "", " ", "{", "}", "[", "]", "[]", "null", "true", "7", '"text"', "{]", "[}", "{,}", "{:1}", '{"a"}', '{"a":}', '{"a":1,}', "{'a':1}", "{a:1}",
  '{"a":1 "b":2}', '{"a":1}{"b":2}', '{"a":1}x', '{"a":1}]', '{"a":01}', '{"a":1.}', '{"a":.1}', '{"a":+1}', '{"a":1e}', '{"a":0x1}', '{"a":NaN}',
  '{"a":Infinity}', '{"a":-}', '{"a":"\\x"}', '{"a":"\\u12"}', '{"a":"\\ud800"}', '{"a":"\\udc00\\ud800"}', '{"a":"\\u0000"}', '{"a\\u0000":1}',
  '{"a":"\n"}', '{"a":"\t"}', '{"a":"', '{"a":"\\', '{"a":tru}', '{"a":True}', '{"a":nul}', '{"name":"x","name":"y"}', "// x\n{}", "{}/**/", "\uFEFF{}", '{"a":1,,"b":2}',
  "<name/>", "name=x",
];

const BAD_BYTES = [
  [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d], // no UTF-8
  [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc0, 0xaf, 0x22, 0x7d], // overlong
  [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d], // half of a pair
  [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe6, 0xb5, 0x22, 0x7d], // cut short
  [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xf4, 0x90, 0x80, 0x80, 0x22, 0x7d], // beyond the last
  [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00], // UTF-16
  [0x7b, 0x7d, 0x00], // NUL behind
  [0x00],
];

const STRANGE = [
  "undefined", "null", "NaN", "true", "0", "-1", "1e999", "0x0", "()", "{}", "[]", "--", "#", ";", "/dev/null", "COM1", "../../../etc/passwd", "%00", "%s%n%d", "$(id)", "`id`",
  "${7*7}", "{{7*7}}", "<%= 7 %>", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "' OR 1=1 --", "'; DROP TABLE account; --", '" OR ""="',
  "\\", "\\0", "$1", "?", ":name", "@x", "%", "_", "100%_", "\u0001\u0002\u001f", "\u007f", "\u0080\u009f", "a\u200bb", "\u200e\u200f", "\u202eright to left", "\u2066x\u2069",
  "مرحبا بالعالم", "שלום עולם", "海岚科技有限公司", "株式会社テスト", "한국어", "ไทย", "हिन्दी", "Ελληνικά", "Русский", "Ünïcödé", "I\u0307stanbul", "ß", "ﬁ", "ǅ", "Å\u030a",
  "e\u0301 é", "Z\u0351\u036b\u0343a\u0321\u0353l\u0348g\u033bo", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇸🇬", "👍🏽", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}", "\uFFFE", "\uFFFF", "\uFEFFx",
  "x".repeat(200), "é".repeat(200), "海".repeat(200), "👍".repeat(200), "(".repeat(150), '"'.repeat(150),
];

for (const engine of ENGINES) {
  describe(`text on ${engine}`, () => {
    let server, admin;
    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
    });
    after(() => server.end());

    const post = (body) => admin.send("POST", "/accounts", body, JSON_TYPE);

    it("JSON is read as it is meant", async () => {
      for (const [text, name] of GOOD_NAMES) {
        const answer = await post(`{"name":${text}}`);
        assert.equal(answer.status, 201, text);
        if (name !== null) assert.equal(answer.body.name, name);
      }
    });

    it("what is no JSON object is refused whole", async () => {
      const before = (await admin.get("/accounts/summary")).text;
      for (const body of BAD_BODIES) assert.equal((await post(body)).status, 400, JSON.stringify(body));
      for (const bytes of BAD_BYTES) assert.equal((await post(new Uint8Array(bytes))).status, 400, bytes.join(" "));
      assert.equal((await admin.get("/accounts/summary")).text, before);
    });

    it("numbers are exact or refused, never rounded in silence", async () => {
      const employees = async (number) => {
        const answer = await post(`{"name":"Number","employees":${number}}`);
        return answer.status === 201 ? answer.body.employees : answer.status;
      };
      assert.equal(await employees("0"), 0);
      assert.equal(await employees("12"), 12);
      assert.equal(await employees("1.2e1"), 12);
      for (const number of ["1.5", "-1", "1e999", "1e-5", "9223372036854775807", "9223372036854775808", "1".repeat(400)])
        assert.ok([400, 422].includes(await employees(number)), number);
      const revenue = async (number) => {
        const answer = await post(`{"name":"Money","currency":"USD","annual_revenue":${number}}`);
        return answer.status === 201 ? answer.body.annual_revenue : answer.status;
      };
      assert.equal(await revenue("0.1"), "0.10");
      assert.equal(await revenue("1234567890123.45"), "1234567890123.45");
      assert.equal(await revenue('"1234567890123.45"'), "1234567890123.45");
      for (const number of ["0.001", "1e30", '"1,000"', '"NaN"', '"1e5000"', "true", "[]", "{}"]) assert.ok([400, 422].includes(await revenue(number)), number);
    });

    it("any text comes back as it was, alone and among others, and is found by what it is", async () => {
      for (const text of STRANGE) {
        const made = await admin.post("/accounts", { name: text, industry: "strange", description: `before ${text} after\n${text}!` });
        if (made.status === 422) {
          assert.ok(made.body.errors.every(({ field }) => ["name", "description"].includes(field)), made.text);
          continue;
        }
        assert.equal(made.status, 201, JSON.stringify(text));
        const { body } = await admin.get(`/accounts/${made.body.id}`);
        assert.equal(body.description, `before ${text} after\n${text}!`, JSON.stringify(text));
        assert.equal(body.name, made.body.name);
        const listed = await admin.get(`/accounts?id=${body.id}&name=${encodeURIComponent(body.name)}`);
        assert.deepEqual(listed.body.items.map(({ id }) => id), [body.id], JSON.stringify(text));
        for (const path of [`/accounts?name.has=${encodeURIComponent(text)}`, `/accounts?name.starts=${encodeURIComponent(text)}`, `/accounts?q=${encodeURIComponent(text)}`, `/search?q=${encodeURIComponent(text)}`, `/accounts/suggest?field=industry&q=${encodeURIComponent(text)}`])
          assert.ok([200, 422].includes((await admin.get(path)).status), path);
      }
      const csv = (await admin.get("/accounts/export?industry=strange&columns=name")).text;
      assert.doesNotMatch(csv, /^\d+,"?[=+\-@]/m);
    });

    it("text is compared without the case of Latin letters, and with that of all others, on either engine", async () => {
      for (const name of ["Été GmbH", "ÜBER ag", "Ωmega", "straße"]) await admin.create("accounts", { name, billing_city: "Case" });
      const found = async (query) => (await admin.get(`/accounts?billing_city=Case&sort=id&${query}`)).body.items?.map(({ name }) => name);
      const is = (name) => `name=${encodeURIComponent(name)}`;
      assert.deepEqual(await found(is("Été gmbh")), ["Été GmbH"]);
      assert.deepEqual(await found(is("été gmbh")), []);
      assert.deepEqual(await found(is("Ωmega")), ["Ωmega"]);
      assert.deepEqual(await found(`name.in=${encodeURIComponent("STRAßE,ÜBER AG")}`), ["ÜBER ag", "straße"]);
      assert.deepEqual(await found(`name.ne=${encodeURIComponent("ÜBER AG")}`), ["Été GmbH", "Ωmega", "straße"]);
      assert.deepEqual(await found(`name.starts=${encodeURIComponent("ÜB")}`), ["ÜBER ag"]);
      const pages = [];
      for (let after = ""; after !== null; ) {
        const page = (await admin.get(`/accounts?billing_city=Case&sort=name&limit=1&after=${after}`)).body;
        pages.push(...page.items.map(({ name }) => name));
        after = page.next;
      }
      assert.deepEqual(pages, ["straße", "Été GmbH", "ÜBER ag", "Ωmega"]);
    });

    it("control characters in a name are refused by name or left out, never kept in silence", async () => {
      const made = await admin.post("/accounts", { name: "Tab\tand\nline" });
      if (made.status === 201) assert.equal(made.body.name, "Tab and line");
      else assert.equal(made.body.errors[0].field, "name");
    });

    it("a note of ten thousand characters in any script is kept whole; one too long is refused by name", async () => {
      for (const character of ["a", "é", "海", "🌿"]) {
        const note = character.repeat(10000);
        const made = await admin.create("interactions", { subject: "Long", body: note });
        assert.equal(made.body, note);
      }
      const { types } = (await admin.get("/catalogue")).body;
      const most = types.find(({ name }) => name === "interaction").fields.find(({ name }) => name === "body").max_length;
      assert.ok(most >= 10000);
      const long = await admin.post("/interactions", { subject: "Too long", body: "é".repeat(most + 1) });
      assert.deepEqual(long.body.errors.map(({ field, code }) => [field, code]), [["body", "too_long"]]);
    });
  });
}
