// @ts-check
// Prints what a browser downloads of a folder, raw and as brotli sends it.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const downloaded = /\.(wasm|js|css|html|ftl)$/;
const rows = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && downloaded.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => {
    const bytes = readFileSync(path);
    return { name: relative(folder, path), raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.brotli - a.brotli);
const total = rows.reduce(
  (sum, row) => ({ ...sum, raw: sum.raw + row.raw, brotli: sum.brotli + row.brotli }),
  { name: "everything", raw: 0, brotli: 0 },
);
for (const { name, raw, brotli } of [...rows, total])
  console.log(`${String(raw).padStart(9)} B ${String(brotli).padStart(8)} B brotli  ${name}`);
