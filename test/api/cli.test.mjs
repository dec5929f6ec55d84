// The program's commands as a person or a script runs them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { Client, ENGINES, Server } from "./server.mjs";

const BINARY = resolve(process.env.DAYBOOK_BINARY ?? "build/sanitize/daybook");

/** Runs the program and gives its exit code and what it wrote. */
function run(...words) {
  const { status, stdout, stderr } = spawnSync(BINARY, words, { encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  return { code: status, out: stdout, err: stderr };
}

describe("commands", () => {
  let folder;
  before(() => (folder = mkdtempSync(join(tmpdir(), "daybook-cli-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("wrong usage is told with exit code 2, help with 0", () => {
    for (const words of [[], ["nonsense"], ["user"], ["serve", "--nonsense"], ["serve", "--listen"], ["import"], ["import", "a", "b"],
      ["export", "nonsense"], ["export", "accounts", "--filter", "status"], ["import", "--map", "Name", "/dev/null"], ["serve", "--listen", "here"],
      ["serve", "--timeout", "0"], ["demo", "--accounts", "many"], ["version", "now"]]) {
      const { code, err } = run(...words);
      assert.equal(code, 2, words.join(" "));
      assert.match(err, /^(daybook|usage)/, words.join(" "));
    }
    for (const words of [["--help"], ["help"], ["user", "--help"], ["serve", "--help"], ["user", "add", "-h"]]) assert.equal(run(...words).code, 0, words.join(" "));
  });

  it("the man pages say what --help says", () => {
    execFileSync("tools/man-pages.mjs", [BINARY, join(folder, "man")]);
    assert.deepEqual(readdirSync(join(folder, "man")), readdirSync("docs/man"));
    for (const name of readdirSync("docs/man"))
      assert.equal(readFileSync(join("docs/man", name), "utf8"), readFileSync(join(folder, "man", name), "utf8"), `${name}: run tools/man-pages.mjs build/release/daybook docs/man`);
  });

  it("what reads a book does not begin one", () => {
    const none = join(folder, "none");
    for (const words of [["check"], ["export", "accounts"], ["token", "create", "--user", "a@b.example"]]) {
      const { code, err } = run(...words, "--data", none);
      assert.equal(code, 1, words.join(" "));
      assert.match(err, /cannot be opened/);
    }
    assert.equal(existsSync(none), false);
  });

  it("a book is for its owner's eyes", () => {
    const book = join(folder, "private");
    assert.equal(run("user", "add", "--data", book, "--name", "Pia", "--email", "pia@test.example").code, 0);
    assert.equal(statSync(book).mode & 0o077, 0);
  });

  it("a file that is no book, and an address that is taken, are told", async () => {
    writeFileSync(join(folder, "daybook.db"), "no book at all, but text that is long enough to be looked at".repeat(40));
    const { code, err } = run("check", "--data", folder);
    assert.equal(code, 1);
    assert.match(err, /^daybook: /m);
    const server = await Server.start();
    const second = run("serve", "--data", join(folder, "second"), "--listen", `127.0.0.1:${server.port}`);
    assert.deepEqual([second.code, /cannot be listened on/.test(second.err)], [1, true]);
    await server.end();
  });

  it("version and the API document are printed", () => {
    assert.match(run("version").out, /^daybook \d+\.\d+\.\d+ \(SQLite /);
    assert.equal(JSON.parse(run("openapi").out).openapi, "3.1.0");
  });
});

for (const engine of ENGINES) {
  describe(`commands on ${engine}`, () => {
    let server, folder;
    before(async () => {
      server = await Server.start({ engine });
      folder = mkdtempSync(join(tmpdir(), "daybook-cli-"));
    });
    after(async () => {
      await server.end();
      rmSync(folder, { recursive: true, force: true });
    });
    const here = (...words) => run(...words, ...server.place);
    const file = (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };

    it("the first start lets an administrator in by a link, until somebody has a password", async () => {
      const token = server.firstLink.replace("/link/", "");
      const entered = await new Client(server).post("/session/link", { token });
      assert.deepEqual([entered.status, entered.body.user.role, entered.body.must_set_password], [200, "administrator", true]);
      const first = new Client(server, { headers: { Cookie: entered.headers.get("set-cookie").split(";")[0], "X-CSRF-Token": entered.body.csrf_token } });
      await server.stop();
      await server.launch();
      assert.notEqual(server.firstLink.replace("/link/", ""), token);
      assert.equal((await first.post("/session/password", { password: "words that are long" })).status, 204);
      await server.stop();
      server.firstLink = undefined;
      await server.launch();
      assert.equal(server.firstLink, undefined);
    });

    it("users are added with a role, and only once per address", () => {
      const add = (...words) => here("user", "add", "--name", "Una", "--email", "una@test.example", ...words);
      assert.match(add("--role", "manager", "--origin", "https://book.example").out, /^https:\/\/book\.example\/link\/\S{43}\n$/);
      assert.deepEqual([add().code, add().out], [1, ""]);
      assert.equal(here("user", "add", "--name", "Udo", "--email", "udo@test.example", "--role", "king").code, 1);
      assert.equal(here("user", "add", "--name", "Udo").code, 1);
      assert.equal(here("token", "create", "--user", "nobody@test.example").code, 1);
    });

    it("a file is tried, loaded with its bad rows told by line, and exported again", () => {
      const csv = file("accounts.csv", "Name,Staff,Tier\nAlba,12,key\nBrig,many,key\nCora,7,standard\n");
      const load = (...words) => here("import", "--type", "account", "--map", "Staff=employees", ...words, csv);
      const tried = load("--dry-run");
      assert.deepEqual([tried.code, tried.out], [1, "would be: 2 created, 0 updated, 0 skipped, 1 failed\n"]);
      const loaded = load();
      assert.deepEqual([loaded.code, loaded.out], [1, "2 created, 0 updated, 0 skipped, 1 failed\n"]);
      assert.match(loaded.err, /^line 3, Staff: .*number/m);
      const exported = here("export", "accounts", "--filter", "employees.gte=1", "--columns", "name,employees", "--sort", "-employees");
      assert.deepEqual([exported.code, exported.out.replace(/^\d+,/gm, "")], [0, "id,name,employees\r\nAlba,12\r\nCora,7\r\n"]);
      assert.equal(here("export", "account").code, 0);
      assert.equal(here("export", "accounts", "--filter", "colour=red").code, 1);
      const good = file("good.csv", "Name\nDora\n");
      assert.equal(here("import", "--type", "account", "--user", "una@test.example", good).code, 0);
      assert.equal(here("import", "--type", "account", join(folder, "none.csv")).code, 1);
      assert.equal(here("import", "--type", "nonsense", good).code, 1);
    });

    it("the sample company fills an empty book only, agrees with itself, and is the same for the same seed", async () => {
      const accounts = [];
      for (const seed of ["7", "7", "8"]) {
        const sample = await Server.start({ engine });
        const fill = () => run("demo", "--accounts", "12", "--seed", seed, ...sample.place);
        assert.deepEqual([fill().code, fill().code], [0, 1]);
        const checked = run("check", ...sample.place);
        assert.deepEqual([checked.code, checked.out], [0, "the book agrees with itself\n"]);
        accounts.push(run("export", "accounts", "--columns", "name,industry,owner", ...sample.place).out);
        await sample.end();
      }
      assert.equal(accounts[0].trim().split("\r\n").length, 13);
      assert.equal(accounts[1], accounts[0]);
      assert.notEqual(accounts[2], accounts[0]);
    });
  });
}
