// Who may do what: roles, owners and teams, fields; signing in and out.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Client, ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`access on ${engine}`, () => {
    let server, admin, people, outsider;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      people = { administrator: admin };
      for (const role of ["manager", "representative", "finance", "read_only"]) people[role] = server.user(`Pat ${role}`, role);
      for (const client of Object.values(people)) client.id = (await client.get("/session")).body.user.id;
      outsider = (await admin.create("users", { name: "Olga Outside" })).id;
      const team = await admin.create("teams", { name: "North", manager: people.manager.id });
      const colleague = await admin.create("users", { name: "Carl Colleague", team: team.id });
      await admin.patch(`/users/${people.representative.id}`, { team: team.id });
      people.colleague = { id: colleague.id };
    });
    after(() => server.end());

    const OWNED = { accounts: "name", contacts: "name", opportunities: "name", interactions: "subject", tasks: "subject", leads: "name" };

    it("a representative changes own and team records, a manager all of the team's, nobody else's", async () => {
      const owners = { self: (role) => people[role].id, team: () => people.colleague.id, nobody: () => null, other: () => outsider };
      const allowed = {
        administrator: ["self", "team", "nobody", "other"],
        manager: ["self", "team", "nobody"],
        representative: ["self", "team", "nobody"],
        finance: [],
        read_only: [],
      };
      for (const [plural, title] of Object.entries(OWNED)) {
        for (const [role, reach] of Object.entries(allowed)) {
          for (const [whose, owner] of Object.entries(owners)) {
            const record = await admin.create(plural, { [title]: `${role} ${whose}`, owner: owner(role) });
            const change = await people[role].patch(`/${plural}/${record.id}`, plural === "accounts" ? { industry: "changed" } : { [title]: "changed" });
            const expected = reach.includes(whose) ? 200 : plural === "accounts" && role === "finance" ? 422 : 403;
            assert.equal(change.status, expected, `${role} changes ${whose}'s ${plural}: ${change.text}`);
            const archive = await people[role].post(`/${plural}/${record.id}/archive`);
            assert.equal(archive.status, reach.includes(whose) ? 200 : 403, `${role} archives ${whose}'s ${plural}`);
            assert.equal((await people[role].get(`/${plural}/${record.id}`)).status, 200, "everybody reads");
          }
        }
      }
    });

    it("set-up is the administrator's, the offer the managers', tags everybody's who sells", async () => {
      const pipeline = await admin.create("pipelines", { name: "Roles" });
      const cases = {
        teams: ["administrator"], users: ["administrator"], branches: ["administrator"], territories: ["administrator"],
        pipelines: ["administrator"], stages: ["administrator"], products: ["administrator", "manager"],
        campaigns: ["administrator", "manager"], tags: ["administrator", "manager", "representative"],
      };
      for (const [plural, roles] of Object.entries(cases)) {
        for (const role of ["administrator", "manager", "representative", "finance", "read_only"]) {
          const answer = await people[role].post(`/${plural}`, { name: `${plural} ${role}`, ...(plural === "stages" ? { pipeline: pipeline.id } : {}) });
          assert.equal(answer.status, roles.includes(role) ? 201 : 403, `${role} creates ${plural}: ${answer.text}`);
        }
      }
    });

    it("finance keeps the terms of accounts and nothing else; the credit limit is hidden from who only reads", async () => {
      const account = await admin.create("accounts", { name: "Terms", credit_limit: "500" });
      const terms = await people.finance.patch(`/accounts/${account.id}`, { credit_limit: "900.00", payment_terms: "net_30" });
      assert.deepEqual([terms.status, terms.body.credit_limit], [200, "900.00"]);
      const refused = await people.finance.patch(`/accounts/${account.id}`, { tier: "key" });
      assert.deepEqual(refused.body.errors.map(({ field, code }) => [field, code]), [["tier", "read_only"]]);
      const seen = await people.read_only.get(`/accounts/${account.id}`);
      assert.equal("credit_limit" in seen.body, false);
      assert.equal((await people.read_only.get("/accounts?credit_limit.gte=1")).status, 422);
      assert.equal((await people.read_only.get("/accounts?sort=credit_limit")).status, 422);
      assert.doesNotMatch((await people.read_only.get("/accounts/export")).text, /credit_limit/);
      assert.doesNotMatch((await people.read_only.get(`/accounts/${account.id}/history`)).text, /credit_limit/);
      assert.equal((await people.representative.post("/accounts", { name: "No", credit_limit: "1" })).status, 422);
    });

    it("only managers and administrators delete", async () => {
      const mine = await admin.create("accounts", { name: "Mine", owner: people.representative.id });
      assert.equal((await people.representative.delete(`/accounts/${mine.id}`)).status, 403);
      assert.equal((await people.manager.delete(`/accounts/${mine.id}`)).status, 204);
    });

    it("the last administrator stays one", async () => {
      const others = (await admin.get("/users?role=administrator")).body.items.filter((user) => user.id !== admin.id);
      for (const user of others) await admin.patch(`/users/${user.id}`, { role: "read_only" });
      const answer = await admin.patch(`/users/${admin.id}`, { role: "manager" });
      assert.equal(answer.body.errors[0].code, "last_administrator");
    });

    it("an invitation sets a password once; then the user signs in with it", async () => {
      const user = server.user("Ines Invited", "representative");
      const browser = new Client(server);
      assert.equal((await browser.get(`/session/link?token=${user.link}`)).body.user.name, "Ines Invited");
      const entered = await browser.post("/session/link", { token: user.link });
      assert.equal(entered.status, 200);
      assert.equal(entered.body.must_set_password, true);
      assert.equal((await browser.post("/session/link", { token: user.link })).status, 404);
      const cookie = entered.headers.get("set-cookie");
      assert.match(cookie, /HttpOnly/);
      assert.match(cookie, /SameSite=Strict/);
      const session = new Client(server, { headers: { Cookie: cookie.split(";")[0] } });
      assert.equal((await session.post("/session/password", { password: "long enough words" })).body.code, "csrf");
      session.headers["X-CSRF-Token"] = entered.body.csrf_token;
      assert.equal((await session.post("/session/password", { password: "short" })).status, 422);
      assert.equal((await session.post("/session/password", { password: "long enough words" })).status, 204);
      assert.equal((await session.post("/session/password", { password: "another long one" })).body.errors[0].code, "wrong_password");
      assert.equal((await browser.post("/session", { email: user.email.toUpperCase(), password: "long enough words" })).status, 200);
      assert.equal((await session.delete("/session")).status, 204);
      assert.equal((await session.get("/session")).status, 401);
    });

    it("wrong passwords are throttled, and an unknown address looks like a known one", async () => {
      const browser = new Client(server);
      const strange = await browser.post("/session", { email: "strange@test.example", password: "wrong wrong wrong" });
      const known = await browser.post("/session", { email: admin.email, password: "wrong wrong wrong" });
      const { request_id: _, ...first } = strange.body;
      const { request_id: __, ...second } = known.body;
      assert.deepEqual([strange.status, first], [known.status, second]);
      let last;
      for (let i = 0; i < 8 && last?.status !== 429; i++)
        last = await browser.post("/session", { email: admin.email, password: `wrong ${i} wrong` });
      assert.deepEqual([last.status, last.body.code], [429, "too_many_attempts"]);
      assert.ok(Number(last.headers.get("retry-after")) > 0);
    });

    it("everybody chooses the language that they read, whatever their role", async () => {
      for (const role of ["representative", "read_only"]) {
        const changed = await people[role].patch("/session", { locale: "zh" });
        assert.equal(changed.status, 200);
        assert.equal(changed.body.user.locale, "zh");
        const catalogue = await people[role].get("/catalogue");
        assert.equal(catalogue.body.types.find((type) => type.name === "account").label, "客户");
        const refused = await people[role].patch("/session", { locale: "tlh" });
        assert.equal(refused.status, 422);
        assert.equal(refused.body.errors[0].field, "locale");
        assert.equal((await people[role].patch("/session", { locale: "en" })).body.user.locale, "en");
      }
    });

    it("many guesses at once get no further than one after another", async () => {
      const { email } = server.user("Gwen Guessed", "representative");
      const guesses = await Promise.all(Array.from({ length: 20 }, (_, i) => new Client(server).post("/session", { email, password: `guess number ${i}` })));
      const looked = guesses.filter(({ status }) => status === 401).length;
      assert.ok(looked >= 1 && looked <= 5, `${looked} passwords were looked at`);
      assert.ok(guesses.every(({ status }) => status === 401 || status === 429));
    });

    it("tokens act as their user until revoked", async () => {
      const made = await people.representative.post("/tokens", { name: "script" });
      const script = new Client(server, { token: made.body.token });
      assert.equal((await script.get("/session")).body.user.id, people.representative.id);
      assert.doesNotMatch((await script.get("/tokens")).text, new RegExp(made.body.token));
      assert.equal((await people.manager.delete(`/tokens/${made.body.id}`)).status, 404);
      assert.equal((await script.delete(`/tokens/${made.body.id}`)).status, 204);
      assert.equal((await script.get("/session")).status, 401);
    });

    it("who may no longer sign in is out at once", async () => {
      const user = server.user("Lee Leaving", "representative");
      const { id } = (await user.get("/session")).body.user;
      await admin.patch(`/users/${id}`, { active: false });
      assert.equal((await user.get("/session")).status, 401);
    });

    it("without signing in nothing is told but health and the document", async () => {
      const nobody = new Client(server);
      for (const path of ["/accounts", "/search?q=a", "/catalogue", "/accounts/1/overview", "/imports", "/session"])
        assert.equal((await nobody.get(path)).status, 401, path);
      assert.equal((await nobody.get("/openapi.json")).status, 200);
      assert.equal((await fetch(`${server.origin}/healthz`)).status, 200);
    });
  });
}
