// What a day's work asks of the program: a line logged, the morning's list, a change told to everybody, duplicates.
// Each has an aim of its own, and a ratio to the same work in a smaller book, for fewer accounts or fewer browsers.
import { measureFanout } from "./fanout.mjs";
import { inDay, PROGRAM } from "./program.mjs";

const LINES = 900;
const TIMES = 200;
const MANY_ACCOUNTS = 500;
const BROWSERS = 200;

const milliseconds = (microseconds) => microseconds / 1000;

export async function measureQuickLog(large, small, { compare, number, say }) {
  const rounds = { ours: [], reference: [] };
  const round = (book, side) => {
    const [contacts, median, p99, meant, lines] = inDay("quick-log", book, LINES);
    rounds[side].push({ contacts, p99: milliseconds(p99), found: (meant / lines) * 100 });
    return milliseconds(median);
  };
  const result = await compare(() => round(large, "ours"), () => round(small, "reference"));
  const [{ contacts, found }] = rounds.ours;
  say(`quick log: a line is read in ${number(result.ours)} ms with ${number(contacts)} contacts / ${number(result.reference)} ms with ` +
    `${number(rounds.reference[0].contacts)} = ${number(result.ratio)} (${result.spread}; p99 ${number(Math.max(...rounds.ours.map(({ p99 }) => p99)))} ms; ` +
    `${number(found)} % of the lines, with whole, last and mistyped names, found whom they meant; aim: under 1 ms)`);
}

/** Both mornings come out of one run, so that they share whatever else the machine did. */
export async function measureToday(book, { compare, number, say }) {
  let run;
  const busy = () => {
    run = inDay("today", book, MANY_ACCOUNTS, TIMES);
    return milliseconds(run[1]);
  };
  const result = await compare(busy, () => milliseconds(run[3]));
  const [told, , toldFew, , few] = run;
  say(`Today: ${number(result.ours)} ms for a representative with ${MANY_ACCOUNTS} accounts (${told} records told) / ${number(result.reference)} ms with ` +
    `${few} (${toldFew}) = ${number(result.ratio)} (${result.spread}; aim: under 10 ms)`);
}

export async function measureEvents({ number, say }) {
  const many = await measureFanout(PROGRAM, BROWSERS);
  const one = await measureFanout(PROGRAM, 1);
  say(`a change reaches ${BROWSERS} open browsers in ${number(many.median)} ms (worst ${number(many.worst)} ms) / one browser in ${number(one.median)} ms = ` +
    `${number(many.median / one.median)}; one browser costs ${number(many.memory)} kB (aim: under 50 ms)`);
}

/** Once on each book: the second time finds its pairs known already. */
export function measureDuplicates(large, small, { number, say }) {
  const [accounts, records, compared, pairs, spent] = inDay("duplicates", large);
  const [, fewer, , , spentSmall] = inDay("duplicates", small);
  say(`duplicates: ${number(accounts)} accounts and ${number(records - accounts)} contacts looked through in ${number(spent / 1e6)} s, ${number(compared)} comparisons, ` +
    `${number(pairs)} pairs; ${number(spent / records)} µs a record / ${number(spentSmall / fewer)} µs among ${number(fewer)} records = ` +
    `${number(spent / records / (spentSmall / fewer))} (aim: under 60 s)`);
}
