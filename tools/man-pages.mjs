#!/usr/bin/env node
// Writes the man pages from what the program tells of itself: tools/man-pages.mjs PROGRAM FOLDER
// Nothing in docs/man is written by hand; a test compares.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [program, folder] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) throw new Error("usage: tools/man-pages.mjs PROGRAM FOLDER");
const tell = (...words) => execFileSync(program, words, { encoding: "utf8" });

/** Text as roff: hyphens that are typed, backslashes, and no line that looks like a request. */
const roff = (text) => text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^(['.])/gm, "\\&$1");
const version = /^daybook (\S+)/.exec(tell("version"))[1];
const head = (name) => `.TH ${name.toUpperCase().replaceAll("-", "\\-")} 1 "" "Daybook ${version}" "User Commands"\n`;

const list = tell("--help");
const commands = [...list.matchAll(/^ {2}(\S+(?: \S+)*?) {2,}(\S.*)$/gm)].map(([, name, summary]) => ({ name, summary }));
const pageOf = (name) => `daybook-${name.replaceAll(" ", "-")}`;

/** The parts of a command's --help, which has one shape for all. */
function read(name) {
  const text = tell(...name.split(" "), "--help");
  const [usage, , ...rest] = text.trim().split("\n\n");
  const part = (label) => rest.find((block) => block.startsWith(`${label}:`));
  const options = (part("options") ?? "").split("\n").slice(1).map((line) => {
    const [, option, value, help] = /^ {2}(--\S+)(?: (\S+))?\s{2,}(\S.*)$/.exec(line) ?? /^ {2}(--\S+)(?: (\S+))? (\S.*)$/.exec(line);
    return { option, value, help };
  });
  return { usage: usage.replace("usage: ", ""), detail: rest[0], options, example: part("example").split("\n")[1].trim(), codes: text.trim().split("\n").at(-1).replace("exit codes: ", "") };
}

function page({ name, summary }) {
  const { usage, detail, options, example, codes } = read(name);
  const lines = [head(pageOf(name)) + `.SH NAME\n${roff(pageOf(name))} \\- ${roff(summary)}`, `.SH SYNOPSIS\n.B ${roff(usage)}`, `.SH DESCRIPTION\n${roff(detail)}`];
  if (options.length > 0)
    lines.push(".SH OPTIONS", ...options.map(({ option, value, help }) => `.TP\n.BR ${roff(option)}${value ? ` " " \\fI${roff(value)}\\fR` : ""}\n${roff(help)}`));
  lines.push(".SH EXIT STATUS", ...codes.split(", ").map((code) => `.TP\n.B ${code.slice(0, 1)}\n${code.slice(2)}`));
  lines.push(`.SH EXAMPLE\n.EX\n${roff(example)}\n.EE`, ".SH SEE ALSO\n.BR daybook (1)");
  return lines.join("\n") + "\n";
}

function overview() {
  const rows = commands.map(({ name, summary }) => `.TP\n.BR ${roff(pageOf(name))} (1)\n${roff(summary)}`);
  return `${head("daybook")}.SH NAME
daybook \\- customers, pipeline and ledger in one book
.SH SYNOPSIS
.B daybook
.I COMMAND
[options]
.SH DESCRIPTION
Daybook keeps what a sales team knows and does, and what it earns with it, in one book: a SQLite file in a folder, or a
PostgreSQL database. Every command takes
.BR \\-\\-help .
.SH COMMANDS
${rows.join("\n")}
.SH FILES
.TP
.I DIR/daybook.db
the book, with daybook.db\\-wal and daybook.db\\-shm beside it while it is open
.TP
.I DIR/uploads
files that were uploaded to be imported
`;
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "daybook.1"), overview());
for (const command of commands) writeFileSync(join(folder, `${pageOf(command.name)}.1`), page(command));
