// Packs the tarball, installs it into an empty folder, and uses library and binary there as a stranger would.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  run("npm", ["run", "build"], root);
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "stranger", type: "module", private: true }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball)], folder);

  const installed = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  check(installed.length < 40, `expected some thirty packages, found ${installed.length}`);
  for (const name of ["browserify", "optimization-js", "typescript", "vitest", "esbuild", "vega", "bullmq"])
    check(!installed.includes(name), `${name} was installed: only what runs belongs to a consumer`);

  writeFileSync(
    join(folder, "use.mjs"),
    `import { InputError, injectivityThreshold, solveKrsb } from "relu-injectivity";
import { replicaSymmetricThreshold } from "relu-injectivity/rs";
import { solveKrsb as same } from "relu-injectivity/rsb";
import { expansionSequence } from "relu-injectivity/rdt";
import { eulerSurrogate } from "relu-injectivity/geometry";
import { gaussianMatrix, leastPositives } from "relu-injectivity/finite-size";
import { widthsVerdict } from "relu-injectivity/compare";
import { FIGURES } from "relu-injectivity/figures";
import { checkLayer, SPACE } from "relu-injectivity/network";
import { checkProof } from "relu-injectivity/certified";
for (const found of [gaussianMatrix, leastPositives, widthsVerdict, FIGURES[0], checkProof, InputError])
  if (found === undefined) throw new Error("a subpath lacks a name");
if (solveKrsb !== same) throw new Error("two copies of the library");
const values = [
  injectivityThreshold("rs").value,
  replicaSymmetricThreshold().threshold.value,
  solveKrsb({ kind: "threshold" }, 2).value.value,
  expansionSequence({ given: [6.7004], depth: 2, notion: "weak" }).layers[1].expansion.value,
  Number(eulerSurrogate(6, 2).numerator) / 2 ** eulerSurrogate(6, 2).exponent,
  checkLayer({
    weights: { rows: 2, columns: 1, values: Float64Array.of(1, -1) },
    bias: null,
    domain: SPACE,
  }).verdict === "injective" ? 1 : 0,
];
console.log(JSON.stringify(values));
`,
  );
  const values = JSON.parse(run(process.execPath, ["use.mjs"], folder));
  [7.647694935435, 7.647694935435, 6.700391949443, 8.266729310837, 0.9375, 1].forEach((expected, i) => {
    check(Math.abs(values[i] - expected) < 1e-11, `library gave ${values[i]}, expected ${expected}`);
  });

  writeFileSync(
    join(folder, "use.ts"),
    `import { oneLayerBounds } from "relu-injectivity/geometry";
import { type NetworkModel, RELU } from "relu-injectivity/network";
import { type KrsbSolution, solveKrsb } from "relu-injectivity/rsb";
export const model: NetworkModel = { layers: [], weightType: "float64", notes: [RELU.name] };
export const bounds: number = oneLayerBounds().length;
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
  const packed = join(folder, "node_modules/relu-injectivity");
  const shipped = readdirSync(join(packed, "examples/studies"));
  check(shipped.length > 0, "the study files are not shipped");
  for (const name of [
    "examples/weights.csv",
    "docs/tutorial.md",
    "docs/injectivity-check.md",
    "docs/theory/replica.md",
  ])
    check(existsSync(join(packed, name)), `${name} is not shipped`);
  // Threads, the drawing of figures and files beside the bundle, as installed.
  run(binary, ["sweep", "rs", "--alpha", "4:5:0.5", "--workers", "2", "--store", "s.jsonl"], folder);
  check(
    JSON.parse(run(binary, ["verify", "s.jsonl", "--all", "--json"], folder)).results.length > 0,
    "the store of a sweep does not verify",
  );
  // What draws figures is optional: one line says what to install, and then it works.
  const drawing = ["plot", "bounds", "--output", "bounds.html"];
  const refused = spawnSync(binary, drawing, { cwd: folder, encoding: "utf8" });
  check(
    refused.status === 2 && /(^|\n)error: [^\n]*npm install vega vega-lite\n$/.test(refused.stderr),
    `without vega, plot ended with ${refused.status}: ${refused.stderr}`,
  );
  run("npm", ["install", "--no-audit", "--no-fund", "vega", "vega-lite"], folder);
  run(binary, drawing, folder);
  // The pages for a newcomer, as installed: every line runs.
  cpSync(join(packed, "examples"), join(folder, "examples"), { recursive: true });
  for (const page of ["README.md", "docs/tutorial.md"])
    for (const [, code] of readFileSync(join(packed, page), "utf8").matchAll(/^```sh\n([\s\S]*?)^```$/gm))
      if (!code.startsWith("npm ci")) run("sh", ["-eu", "-c", code], folder);
  run(binary, ["emin", "--rows", "10", "--columns", "4", "--method", "branch-and-cut"], folder);
  console.log(`smoke test: ${installed.length} packages installed, library, types and binary work`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
