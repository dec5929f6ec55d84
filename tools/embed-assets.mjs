// Writes an assembler file that holds the built web app, compressed, and its table (src/http/assets.h).
// usage: embed-assets.mjs DIST OUT.S
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, out] = process.argv.slice(2);
const mediaTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
const compressible = new Set([".html", ".js", ".css", ".json", ".svg", ".txt", ".webmanifest"]);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

function compress(bytes, file) {
  if (!compressible.has(extname(file))) return { gzip: Buffer.alloc(0), brotli: Buffer.alloc(0) };
  return {
    gzip: gzipSync(bytes, { level: 9 }),
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
}

const folder = dirname(out);
mkdirSync(folder, { recursive: true });
const data = [];
const table = [];
const paths = existsSync(dist) ? files(dist).sort() : [];
paths.forEach((file, i) => {
  const bytes = readFileSync(file);
  const parts = { identity: bytes, ...compress(bytes, file) };
  const path = "/" + relative(dist, file);
  const etag = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const media = mediaTypes[extname(file)] ?? "application/octet-stream";
  for (const [name, content] of Object.entries(parts)) {
    const blob = join(folder, `asset${i}.${name}`);
    writeFileSync(blob, content);
    data.push(`asset${i}_${name}:`, `    .incbin "${blob}"`);
  }
  data.push(`asset${i}_path:`, `    .asciz "${path}"`, `asset${i}_media:`, `    .asciz "${media}"`);
  data.push(`asset${i}_etag:`, `    .asciz "\\"${etag}\\""`);
  table.push(`    .quad asset${i}_path, asset${i}_media, asset${i}_etag`);
  table.push(`    .quad asset${i}_identity, asset${i}_gzip, asset${i}_brotli`);
  table.push(`    .quad ${bytes.length}, ${parts.gzip.length}, ${parts.brotli.length}`);
  table.push(`    .quad ${path.startsWith("/assets/") ? 1 : 0}`);
});
writeFileSync(
  out,
  [
    ".section .rodata",
    ...data,
    '.section .data.rel.ro, "aw"',
    ".balign 8",
    ".globl ASSETS",
    "ASSETS:",
    ...table,
    ".globl ASSET_COUNT",
    "ASSET_COUNT:",
    `    .quad ${paths.length}`,
    '.section .note.GNU-stack, "", @progbits',
    "",
  ].join("\n"),
);
