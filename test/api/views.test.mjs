// Views of lists over HTTP, on each engine: kept, shared, begun with, and refused.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

for (const engine of ENGINES) {
  describe(`views on ${engine}`, () => {
    let server, admin, rita, tom;

    before(async () => {
      server = await Server.start({ engine });
      admin = server.user("Ada Admin", "administrator");
      rita = server.user("Rita Rep", "representative");
      tom = server.user("Tom Other", "representative");
      assert.equal((await rita.get("/views")).status, 200);
      assert.equal((await tom.get("/views")).status, 200);
    });
    after(() => server.end());

    const names = async (client) => (await client.get("/views?screen=accounts")).body.items.map(({ name }) => name);

    it("a view is its owner's until it is shared", async () => {
      const made = await rita.post("/views", { screen: "accounts", name: "Key accounts", state: "tier=key&sort=-name" });
      assert.equal(made.status, 201, made.text);
      assert.equal(made.body.mine, true);
      assert.equal(made.body.shared, "private");
      assert.deepEqual(await names(rita), ["Key accounts"]);
      assert.deepEqual(await names(tom), []);
      assert.deepEqual(await names(admin), []);
      assert.equal((await tom.patch(`/views/${made.body.id}`, { name: "Taken" })).status, 404);
      assert.equal((await rita.patch(`/views/${made.body.id}`, { shared: "everyone" })).status, 403);
    });

    it("one shared with everyone is begun with by another, until it is private again", async () => {
      const { body } = await admin.post("/views", { screen: "accounts", name: "For all", state: "sort=name", shared: "everyone" });
      assert.deepEqual(await names(tom), ["For all"]);
      assert.equal((await tom.post("/views/default", { screen: "accounts", view: body.id })).status, 204);
      assert.equal((await tom.get("/views")).body.items[0].default, true);
      assert.equal((await tom.delete(`/views/${body.id}`)).status, 403);
      assert.equal((await admin.patch(`/views/${body.id}`, { shared: "private" })).status, 200);
      assert.deepEqual(await names(tom), []);
      await admin.patch(`/views/${body.id}`, { shared: "everyone" });
      assert.equal((await tom.get("/views")).body.items[0].default, false);
    });

    it("what no list understands is refused with its field", async () => {
      const refused = await rita.post("/views", { screen: "accounts", name: "Odd", state: "colour=red" });
      assert.equal(refused.status, 422, refused.text);
      assert.deepEqual(refused.body.errors.map(({ field, code }) => [field, code]), [["state", "not_a_query"]]);
      assert.equal((await rita.post("/views/default", { screen: "accounts", view: "x" })).status, 422);
    });
  });
}
