/** Injectivity of given layers: circuit branching against plain linear programs and hyperplane enumeration; verification. */
import { layerCertificate, sealedCertificate } from "../network/certificates/index.js";
import { branch } from "../network/injectivity/branching.js";
import { halfspaceSystem, type LayerQuestion } from "../network/injectivity/halfspaces.js";
import { checkLayer } from "../network/injectivity/index.js";
import { solveLinearProgram } from "../network/linear-program/index.js";
import { verifyCertificate } from "../network/verification/index.js";
import { matrixFromRows } from "../src/matrix/dense-matrix.js";
import { randomSource } from "../src/random/normal.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

/** Sizes of Gaussian layers, n and m; the nodes of the reference implementation there. */
const SIZES = [
  { columns: 4, rows: 24, nodes: 59 },
  { columns: 5, rows: 30, nodes: 241 },
  { columns: 6, rows: 36, nodes: 944 },
  { columns: 7, rows: 49, nodes: 3945 },
  { columns: 8, rows: 64, nodes: 16216 },
];

/** Each layer decided, against one cold linear program of the same size; then the number of hyperplanes saved. */
export function networkInjectivityBenchmark(): BenchmarkRow[] {
  return SIZES.flatMap(({ columns, rows, nodes }) => {
    const question = injectiveLayer(rows, columns);
    const system = halfspaceSystem(question);
    const program = medianMilliseconds(() => coldProgram(question), 20);
    const { result, milliseconds } = timed(() => branch(system));
    const { linearPrograms, pivots, exactPrograms, nodes: visited } = result.counts;
    const answer = checkLayer(question);
    const certificate = layerCertificate(question, answer, {
      layer: 1,
      activation: "relu",
      weightType: "float64",
    });
    if (certificate === undefined) throw new Error("an injective layer without a certificate");
    const verification = timed(() => verifyCertificate(sealedCertificate([certificate])));
    if (verification.result.some(({ problem }) => problem !== null))
      throw new Error("a certificate that fails");
    return [
      {
        name: `branching, ${rows} x ${columns}, exact`,
        milliseconds,
        ratio: milliseconds / program,
        yardstick: `one cold linear program of ${rows} rows`,
        remark:
          `${linearPrograms} programs of ${(pivots / linearPrograms).toFixed(1)} pivots, ${exactPrograms} exact; ` +
          `${visited} nodes (reference ${nodes}); hyperplanes: ${binomial(rows, columns - 1)}`,
      },
      {
        name: `independent verification, ${rows} x ${columns}`,
        milliseconds: verification.milliseconds,
        ratio: verification.milliseconds / milliseconds,
        yardstick: "the search",
      },
    ];
  });
}

/** The first injective Gaussian layer of this size. */
function injectiveLayer(rows: number, columns: number): LayerQuestion {
  for (let seed = 0; ; seed++) {
    const random = randomSource(seed, 1);
    const values = Float64Array.from({ length: rows * columns }, () => random.normal());
    const question: LayerQuestion = {
      weights: { rows, columns, values },
      bias: null,
      domain: { kind: "space" },
    };
    if (branch(halfspaceSystem(question)).status === "injective") return question;
  }
}

/** The largest margin s ≤ 1 with w_i · x ≤ −s for all rows, from scratch. */
function coldProgram({ weights }: LayerQuestion): void {
  const rows = Array.from({ length: weights.rows }, (_, i) => [
    ...weights.values.subarray(i * weights.columns, (i + 1) * weights.columns),
    1,
  ]);
  const cap = [...new Array<number>(weights.columns).fill(0), 1];
  const solution = solveLinearProgram({
    objective: cap.map((entry) => -entry),
    inequalities: { matrix: matrixFromRows([...rows, cap]), right: [...rows.map(() => 0), 1] },
  });
  if (solution.status !== "optimal") throw new Error("a bounded program without optimum");
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return Math.round(value);
}
