// The capacity of two layers behind 6.7004 for k = 0 … 6, weak and strong, held against the table of docs/deep-replica.md, with the
// processor time of every level and the memory: npm run build && node scripts/deep-levels.mjs [largest k]
//
// Too dear for the tests, which stop at k = 3. Ends with 1 where a value differs by more than its error and the last digit printed.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { solveDeepChain } = await import(join(root, "dist/public/rsb.js"));
const largest = Number(process.argv[2] ?? 6);
if (!(Number.isInteger(largest) && largest >= 0 && largest <= 6)) {
  console.error(`${process.argv[2]} for the largest k: expected an integer from 0 to 6`);
  process.exit(2);
}
const rows = readFileSync(join(root, "docs/deep-replica.md"), "utf8")
  .split("\n")
  .flatMap((line) => /^\| (\d) \| ([\d.]+) \| ([\d.]+) /.exec(line.replace(/ +/g, " ")) ?? [])
  .filter((_, i) => i % 4 !== 0);
const table = new Map();
for (let i = 0; i < rows.length; i += 3) table.set(Number(rows[i]), [rows[i + 1], rows[i + 2]]);

for (const [column, count] of [2, 4].entries()) {
  let begun = process.cpuUsage();
  for (const { k, value } of solveDeepChain({ kind: "capacity", hidden: [6.7004], count }, largest)) {
    const { user, system } = process.cpuUsage(begun);
    begun = process.cpuUsage();
    const printed = table.get(k)?.[column];
    const unit = 10 ** -(printed?.split(".")[1].length ?? Number.NaN);
    const gap = Math.abs(value.value - Number(printed));
    const agrees = value.status === "converged" && gap <= value.error + unit;
    if (!agrees) process.exitCode = 1;
    console.log(
      `${count === 2 ? "weak  " : "strong"} k = ${k}  ${value.value.toFixed(12)} ± ${value.error.toExponential(1)}  ` +
        `${agrees ? "agrees with" : "DIFFERS from"} ${printed}  ${((user + system) / 1e6).toFixed(2)} s`,
    );
  }
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
