// What the load asks for: as varied as people are, and the same in every run.
import { get } from "./program.mjs";

const PATHS = 400;

/** Numbers that repeat themselves: below 1. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const oneOf = (next, list) => list[Math.floor(next() * list.length)];

const askFor = (paths) => `
local paths = {${paths.map((path) => JSON.stringify(path)).join(", ")}}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[n % #paths + 1], { ["Authorization"] = "Bearer TOKEN" })
end`;

export const overviews = (accounts) =>
  askFor(Array.from({ length: PATHS }, (_, i) => `/api/v1/accounts/${((i * 7919) % accounts) + 1}/overview`));

/** `kind` is of the run, so that no name comes twice. */
export const creates = (kind) => `
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/accounts", { ["Authorization"] = "Bearer TOKEN", ["Content-Type"] = "application/json" },
    '{"name":"Bench account ${kind}' .. n .. '","industry":"retail"}')
end`;

/** Lists as people open them: by name, newest first, of one owner, status, tier or country, and far down a long list. */
export async function lists(server) {
  const next = chance(1);
  const owners = (await get(server, "/api/v1/users?role=representative&limit=50")).items.map((user) => user.id);
  const filters = [
    () => "", () => "", () => `&owner=${oneOf(next, owners)}`, () => `&tier=${oneOf(next, ["strategic", "key", "standard", "smb"])}`,
    () => `&status=${oneOf(next, ["prospect", "customer"])}`, () => `&country=${oneOf(next, ["SG", "DE", "US", "FR", "JP"])}`,
  ];
  const sorts = ["", "&sort=-name", "&sort=-created_at", "&sort=-updated_at"];
  const paths = Array.from({ length: PATHS - 40 }, () => `/api/v1/accounts?limit=50${oneOf(next, sorts)}${oneOf(next, filters)()}`);
  let after = null;
  for (let page = 0; page < 40; page++) {
    const path = `/api/v1/accounts?limit=20${after === null ? "" : `&after=${encodeURIComponent(after)}`}`;
    after = (await get(server, path)).next;
    paths.splice((page * 9) % paths.length, 0, path);
  }
  return askFor(paths);
}

const BEGINNINGS = ["Vel", "Quor", "Tam", "Bris", "Nor", "Cal", "Mer", "Zan", "Hal", "Fen", "Lum", "Sor", "Pel", "Gra", "Kel", "Dun"];
const MIDDLES = ["a", "i", "o", "e", "ar", "en", "is", "or", "al", "un"];
const ENDINGS = ["mar", "tis", "dor", "ven", "rix", "lon", "ford", "via", "nex"];
const OTHERS = ["systems", "foods", "robotics", "lindqvist", "ximena", "renewal", "offer", "海岚", "みなも"];

/** Beginnings of names as they are typed, whole names, names with a letter wrong, and two words. */
export function searches() {
  const next = chance(2);
  const name = () => oneOf(next, BEGINNINGS) + oneOf(next, MIDDLES) + oneOf(next, ENDINGS);
  const wrong = (word) => {
    const at = 1 + Math.floor(next() * (word.length - 2));
    return word.slice(0, at) + word.slice(at + 1);
  };
  const kinds = [
    () => name().slice(0, 3 + Math.floor(next() * 4)), name, () => wrong(name()),
    () => `${name().slice(0, 5)} ${oneOf(next, OTHERS)}`, () => oneOf(next, OTHERS),
  ];
  return askFor(Array.from({ length: PATHS }, () => `/api/v1/search?q=${encodeURIComponent(oneOf(next, kinds)())}`));
}
