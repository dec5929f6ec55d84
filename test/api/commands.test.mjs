// The program's own commands: help, exit codes, manual, and what they do.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";

const BINARY = resolve(process.env.DAYBOOK_BINARY ?? "build/sanitize/daybook");
const folder = mkdtempSync(join(tmpdir(), "daybook-commands-"));
const book = ["--data", join(folder, "book")];
const run = (...args) => spawnSync(BINARY, args, { encoding: "utf8" });

describe("commands", () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("the manual tells what --help tells", () => {
    const fresh = join(folder, "man");
    execFileSync("node", ["tools/man-pages.mjs", BINARY, fresh]);
    for (const page of readdirSync(fresh))
      assert.equal(readFileSync(join("docs/man", page), "utf8"), readFileSync(join(fresh, page), "utf8"), page);
  });

  it("wrong usage is told apart from failure", () => {
    assert.equal(run().status, 2);
    assert.equal(run("nothing").status, 2);
    assert.equal(run("serve", "--colour").status, 2);
    assert.equal(run("serve", "--listen", "nowhere").status, 2);
    assert.equal(run("import").status, 2);
    assert.equal(run("import", join(folder, "no.csv"), ...book).status, 1);
    assert.equal(run("token", "create", "--user", "nobody@test.example", ...book).status, 1);
    assert.equal(run("version").status, 0);
  });

  it("the sample company is the same for the same seed, and checks", () => {
    const export_ = (name) => {
      const data = ["--data", join(folder, name)];
      assert.equal(run("demo", "--accounts", "40", "--seed", "5", ...data).status, 0);
      assert.match(run("check", ...data).stdout, /agrees with itself/);
      return run("export", "accounts", "--columns", "name,industry,owner", ...data).stdout;
    };
    const first = export_("one");
    assert.equal(first.split("\r\n").length, 42);
    assert.equal(export_("two"), first);
    assert.equal(run("demo", "--data", join(folder, "one")).status, 1);
  });

  it("imports a file with bad rows, says which, and exports what was loaded", () => {
    const file = join(folder, "accounts.csv");
    writeFileSync(file, "name,founded,country\nGood One,1999,Kenya\nBad One,someday,Kenya\n,2001,Kenya\n");
    const loaded = run("import", file, "--type", "account", ...book);
    assert.equal(loaded.status, 1);
    assert.match(loaded.stdout, /1 created, 0 updated, 0 skipped, 2 failed/);
    assert.match(loaded.stderr, /line 3, founded: /);
    assert.match(loaded.stderr, /line 4/);
    assert.match(run("export", "account", "--filter", "country=KE", "--columns", "name", ...book).stdout, /^id,name\r\n\d+,Good One\r\n$/);
  });
});
