// What Lighthouse says of the account page, on a phone and on a desktop, as the program serves it.
import { spawn } from "node:child_process";
import { get } from "./program.mjs";

const AIMS = { performance: 90, accessibility: 100 };

/** A process of its own, beside which the load of this one stands still; what cost points goes to standard error. */
function score(address, token) {
  const child = spawn(process.execPath, ["bench/lighthouse/score.mjs", address, token], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => (text += part));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (status) => (status === 0 ? done(JSON.parse(text)) : failed(new Error(`Lighthouse ended with ${status}`))));
  });
}

/** The account with the most to show: one of the largest tier. */
export async function measureAccountPage(server, { say }) {
  const { items } = await get(server, "/api/v1/accounts?tier=strategic&sort=name&limit=1");
  const scores = await score(`${server.origin}/accounts/${items[0].id}`, server.token);
  for (const [device, points] of Object.entries(scores))
    say(`account page on a ${device}, by Lighthouse: ` +
      Object.entries(AIMS).map(([what, aim]) => `${what} ${points[what]} (aim: at least ${aim})`).join(", "));
}
