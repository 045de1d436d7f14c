// Extremes that are too dear for the tests: npm run build && node scripts/battery.mjs
//
// Every input must end with exit code 0 or 3 within a gigabyte of heap, report `converged` for finite numbers only, and
// within a minute of processor time unless it said on stderr, before it was half through, how long it would take.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const LINES = [
  "rsb --k 48",
  "rsb --k 48 --alpha 2.05",
  "rsb --k 48 --alpha 3",
  "rsb --k 48 --alpha 2.0001",
  "rsb --k 12 --alpha 2.000000001",
  "rsb --k 48 --alpha 1e5",
  "rsb --k 48 --alpha 1e7",
  "rsb --k 48 --alpha 1e300",
  "rsb --k 16 --alpha 1e9",
  "rsb --k 48 --tolerance 1e-13",
  "rsb --k 8 --alpha 300 --tolerance 100",
  "frsb --alpha 2.0000000000000004",
  "frsb --alpha 2.00001",
  "frsb --alpha 2.001",
  "frsb --alpha 2.02",
  "frsb --alpha 1e4",
  "frsb --alpha 1e5",
  "frsb --alpha 110000",
  "frsb --alpha 1e6",
  "frsb --alpha 1e300",
  "rsb --method fixed-point --k 400 --y-max 20 --time-limit 20",
  "rsb --method fixed-point --k 200 --damping 0.01 --time-limit 20",
  "rsb --k 2 --depth 3",
  "rs --alpha 1e300 --beta 1",
  "rsb --method fixed-point --k 1",
  "rdt --depth 1000",
  "rdt --depth 10000",
  "rdt --depth 24 --lifted --dual-norms optimal --notion strong",
  "width --depth 100000",
  "geometry euler --rows 20000 --columns 10000",
  "geometry volumes --rows 2000 --columns 1000",
  "geometry crossing --columns 1000",
];

/** Runs one line and resolves with what went wrong, what was printed of the first value, and the seconds. */
function tried(line) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--max-old-space-size=1024", PROGRAM, ...line.split(" "), "--json"]);
  let [out, err] = ["", ""];
  let told;
  child.stdout.on("data", (data) => {
    out += data;
  });
  child.stderr.on("data", (data) => {
    err += data;
    if (told === undefined && /about \d|up to \d/.test(String(data))) told = performance.now() - begun;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const spent = performance.now() - begun;
      const problems = [];
      if (code !== 0 && code !== 3) problems.push(`exit code ${code}: ${err.trim().split("\n").at(-1)}`);
      if (spent > 60_000 && !(told < spent / 2)) problems.push("did not say that it takes long");
      let first;
      if (code === 0 || code === 3) {
        const found = quantities(JSON.parse(out).results);
        first = found[0];
        const wrong = found.filter(
          ({ value, error, status }) =>
            status === "converged" && !(Number.isFinite(Number(value)) && Number.isFinite(Number(error))),
        );
        if (wrong.length > 0) problems.push(`converged, and not finite: ${JSON.stringify(wrong[0])}`);
      }
      resolve({ problems, first, seconds: spent / 1000 });
    });
  });
}

function quantities(found) {
  if (typeof found !== "object" || found === null) return [];
  if ("value" in found && "error" in found && "status" in found) return [found];
  return Object.values(found).flatMap(quantities);
}

let failures = 0;
for (const line of process.argv.length > 2 ? [process.argv.slice(2).join(" ")] : LINES) {
  const { problems, first, seconds } = await tried(line);
  failures += problems.length;
  const value = first === undefined ? "" : `${first.value} ± ${first.error} ${first.status}`;
  console.log(
    `${line}: ${seconds.toFixed(1)} s, ${value}${problems.map((text) => `\n  WRONG: ${text}`).join("")}`,
  );
}
process.exitCode = failures === 0 ? 0 : 4;
