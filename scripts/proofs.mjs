// Finds the shipped proofs again.
//
//   node scripts/proofs.mjs            writes them into docs/proofs
//   node scripts/proofs.mjs --check    fails where a committed proof does not check, or its claim is not the one found
//
// The search works in floating point, whose last bits differ between engines: a proof may have other digits where its
// claim is the same, and the check then says so.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { certificate, checkProof, shippedProofs } from "../dist/public/certified.js";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "docs/proofs");
const check = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });

let wrong = 0;
for (const { name, search } of shippedProofs) {
  const found = certificate(search());
  const file = join(folder, `${name}.json`);
  if (!check) {
    writeFileSync(file, found.text);
    console.log(
      `${name}: ${found.bound ?? "constants"}, ${found.inequalities} inequalities, ${found.size} bytes`,
    );
    continue;
  }
  const text = readFileSync(file, "utf8");
  const committed = checkProof(text);
  if (!committed.valid) console.error(`${name}: refused, ${committed.reason}`);
  else if (committed.claim !== found.claim) console.error(`${name}: found again as: ${found.claim}`);
  else if (text !== found.text) console.log(`${name}: the same claim with other digits`);
  if (!committed.valid || committed.claim !== found.claim) wrong++;
}
const known = new Set(shippedProofs.map(({ name }) => `${name}.json`));
const strangers = readdirSync(folder).filter((file) => file.endsWith(".json") && !known.has(file));
for (const file of strangers) console.error(`${file}: no search finds this proof`);
if (wrong + strangers.length > 0) process.exit(1);
console.log(`${shippedProofs.length} proofs ${check ? "found again" : "written"}`);
