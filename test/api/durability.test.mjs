// An acknowledged write is there after the server was stopped or killed in the middle of its work.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENGINES, Server } from "./server.mjs";

async function writeUntilGone(client, acknowledged, worker) {
  for (let i = 0; ; i++) {
    try {
      const answer = await client.post("/accounts", { name: `Worker ${worker} number ${i}` });
      if (answer.status === 201) acknowledged.push(answer.body.id);
    } catch {
      return;
    }
  }
}

async function killUnderLoad(engine, signal) {
  const server = await Server.start({ engine });
  const admin = server.user("Ada Admin", "administrator");
  const acknowledged = [];
  const workers = Array.from({ length: 8 }, (_, worker) => writeUntilGone(admin, acknowledged, worker));
  while (acknowledged.length < 60) await admin.get("/session");
  await server.stop(signal);
  await Promise.all(workers);
  await server.launch();
  for (const id of acknowledged) assert.equal((await admin.get(`/accounts/${id}`)).status, 200, `account ${id} of ${acknowledged.length}`);
  assert.match(server.run("check"), /agrees with itself/);
  await server.end();
}

for (const engine of ENGINES) {
  describe(`durability on ${engine}`, () => {
    it("a stop loses nothing acknowledged", () => killUnderLoad(engine, "SIGTERM"));
    it("a kill loses nothing acknowledged", () => killUnderLoad(engine, "SIGKILL"));
  });
}
