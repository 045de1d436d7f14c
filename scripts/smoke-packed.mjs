// Packs the tarball, installs it into an empty folder, and uses library and binary there as a stranger would.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "relu-injectivity-"));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const check = (holds, what) => {
  if (!holds) throw new Error(`smoke test: ${what}`);
};

try {
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "stranger", type: "module", private: true }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball)], folder);

  const installed = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  check(
    installed.length < 20,
    `expected a handful of packages, found ${installed.length}: ${installed.join(", ")}`,
  );
  check(!installed.includes("browserify"), "the mis-declared dependencies of optimization-js were installed");

  writeFileSync(
    join(folder, "use.mjs"),
    `import { normalTail, solveKrsb } from "relu-injectivity";
import { replicaSymmetricThreshold } from "relu-injectivity/rs";
import { solveKrsb as same } from "relu-injectivity/rsb";
import { expansionSequence } from "relu-injectivity/rdt";
if (solveKrsb !== same) throw new Error("two copies of the library");
const values = [
  normalTail(0),
  replicaSymmetricThreshold().threshold.value,
  solveKrsb({ kind: "threshold" }, 2).value.value,
  expansionSequence({ given: [6.7004], depth: 2, notion: "weak" }).layers[1].expansion.value,
];
console.log(JSON.stringify(values));
`,
  );
  const values = JSON.parse(run(process.execPath, ["use.mjs"], folder));
  [0.5, 7.647694935435, 6.700391949443, 8.266729310837].forEach((expected, i) => {
    check(Math.abs(values[i] - expected) < 1e-11, `library gave ${values[i]}, expected ${expected}`);
  });

  writeFileSync(
    join(folder, "use.ts"),
    `import { type KrsbSolution, solveKrsb } from "relu-injectivity/rsb";
const solution: KrsbSolution = solveKrsb({ kind: "threshold" }, 1);
export const value: number = solution.value.value;
`,
  );
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { noEmit: true, strict: true, module: "nodenext", target: "es2022", types: [] },
      files: ["use.ts"],
    }),
  );
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);

  const binary = join(folder, "node_modules/.bin/relu-injectivity");
  const { results, provenance } = JSON.parse(run(binary, ["rsb", "--k", "1", "--json"], folder));
  check(Math.abs(results[0].threshold.value - 6.715696837671) < 1e-11, "binary gave a wrong threshold");
  check(provenance.version !== "unknown", "binary does not know its version");
  console.log(`smoke test: ${installed.length} packages installed, library, types and binary work`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
