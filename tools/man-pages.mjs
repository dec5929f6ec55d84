// Writes docs/man/*.1 from what the program says of itself, so that --help and the manual agree.
// usage: man-pages.mjs PROGRAM FOLDER
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [program, folder] = process.argv.slice(2);
const help = (...words) => execFileSync(program, [...words, "--help"], { encoding: "utf8" });
const escape = (text) => text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^([.'])/gm, "\\&$1");

const MORE = {
  serve:
    "On a first start nobody can sign in yet: a link is printed that lets the first administrator in, once. The book is a SQLite file in DIR, or the PostgreSQL database of --db. SIGTERM and SIGINT end the program after running requests have been answered; nothing that was acknowledged is lost.",
  import:
    "What the file is about and what its columns mean is recognised from its name and header. Each row that cannot be loaded is reported on standard error with its line, column and reason; the exit code is 1 then. The whole can be undone in the web app.",
  export: "TYPE is a record type such as account or accounts.",
  check: "Every finding is a line that says what is broken and how often.",
};

function options(text) {
  const lines = text.split("\noptions:\n")[1]?.split("\n\n")[0].split("\n") ?? [];
  return lines.flatMap((line) => {
    const [, name, about] = /^ {2}(--.*?) {2,}(.*)$/.exec(line) ?? /^ {2}(--\S+ \S+) (.*)$/.exec(line) ?? [];
    return name ? [".TP", `.B ${escape(name)}`, escape(about)] : [];
  });
}

function page(name, summary, body) {
  const title = `daybook${name ? `-${name.replace(" ", "-")}` : ""}`;
  const text = [`.TH ${title.toUpperCase()} 1`, ".SH NAME", `${escape(title)} \\- ${escape(summary)}`, ...body, ""].join("\n");
  writeFileSync(join(folder, `${title}.1`), text);
}

mkdirSync(folder, { recursive: true });
const commands = [...help().matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}(.*)$/gm)].map(([, name, summary]) => ({ name, summary }));
const exits = [".SH EXIT STATUS", "0 done, 1 failed, 2 wrong usage."];
for (const { name, summary } of commands) {
  const text = help(...name.split(" "));
  const usage = /^usage: (.*)$/m.exec(text)[1];
  const listed = options(text);
  page(name, summary, [
    ".SH SYNOPSIS",
    `.B ${escape(usage)}`,
    ".SH DESCRIPTION",
    escape(`${summary[0].toUpperCase()}${summary.slice(1)}. ${MORE[name] ?? ""}`.trim()),
    ...(listed.length > 0 ? [".SH OPTIONS", ...listed] : []),
    ...exits,
    ".SH SEE ALSO",
    ".BR daybook (1)",
  ]);
}
page("", "one book for customers and sales", [
  ".SH SYNOPSIS",
  ".B daybook COMMAND [options]",
  ".SH DESCRIPTION",
  "Daybook keeps a company\\(aqs accounts, people, conversations and pipeline in one book, served to browsers and programs.",
  ".SH COMMANDS",
  ...commands.flatMap(({ name, summary }) => [".TP", `.BR daybook\\-${name.replace(" ", "\\-")} (1)`, escape(summary)]),
  ...exits,
]);
