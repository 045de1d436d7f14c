// Coverage of the claimed errors of k-RSB energies: npm run build && node scripts/coverage.mjs [draws] [seed] [convolution]
//
// Draws k = 1 … 8, alpha log-uniform in alpha - 2 over [2.05, 300] and tolerance log-uniform over [1e-12, 1e-2] from a
// seed. Each claimed error is compared with the distance to an independent evaluation: tolerance 1e-13, spacings halved,
// windows a standard deviation wider, once by each convolution. Where the claim and its check are by the same one, the
// claimed error must cover by itself; by the other one, with the error that the check claims. Every converged level of
// every chain must lie between its neighbours in k. Prints the quantiles of |difference| / claimed error by sums, and
// the failures.
import { solveKrsbChain } from "../dist/public/rsb.js";

const [draws, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 20)];
const convolution = process.argv[4] ?? "auto";
const REFERENCE = { tolerance: 1e-13, resolution: { spacing: 0.165, reach: 9.6 } };

/** Mulberry32, uniform in [0, 1). */
let state = seed >>> 0;
function uniform() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const logUniform = (low, high) => low * (high / low) ** uniform();

const ratios = [];
const statuses = {};
const failures = [];
let disordered = 0;
for (let draw = 0; draw < draws; draw++) {
  if (draw > 0 && draw % 50 === 0)
    console.error(
      `${draw} draws, largest ratio ${Math.max(...ratios).toPrecision(3)}, ${failures.length} failures`,
    );
  const k = 1 + Math.floor(8 * uniform());
  const alpha = 2 + logUniform(0.05, 298);
  const tolerance = logUniform(1e-12, 1e-2);
  const problem = { kind: "energy", alpha };
  const what = `k = ${k}, alpha = ${alpha}, tolerance = ${tolerance}`;
  const chain = [...solveKrsbChain(problem, k + 1, { tolerance, convolution })];
  for (let i = 1; i < chain.length; i++) {
    const [below, above] = [chain[i - 1].value, chain[i].value];
    const converged = below.status === "converged" && above.status === "converged";
    if (converged && above.value < below.value - below.error - above.error) {
      disordered++;
      failures.push(`${what}: level ${i} below level ${i - 1}`);
    }
  }
  const claimed = chain[k] ?? chain.at(-1);
  statuses[claimed.value.status] = (statuses[claimed.value.status] ?? 0) + 1;
  if (claimed.value.status === "domain-error") {
    failures.push(`${what}: domain-error at k = ${claimed.k}`);
    continue;
  }
  const solveBy = (method) => [...solveKrsbChain(problem, k, { ...REFERENCE, convolution: method })].at(-1);
  const sums = solveBy("direct");
  for (const independent of [solveBy("fft"), sums]) {
    const ratio = Math.abs(claimed.value.value - independent.value.value) / claimed.value.error;
    const both =
      Math.abs(claimed.value.value - independent.value.value) /
      (claimed.value.error + independent.value.error);
    if (independent === sums) ratios.push(ratio);
    if (!(both <= 1))
      failures.push(`${what} (${claimed.value.status}) against ${independent.convolution}: ${both}`);
    if (independent === sums && claimed.convolution === "direct" && ratio > 1)
      failures.push(`${what}: alone ${ratio}`);
  }
}
ratios.sort((a, b) => a - b);
/** The value at a fraction p of the sorted ratios. */
const quantile = (p) => ratios[Math.min(ratios.length - 1, Math.floor(p * ratios.length))].toPrecision(3);
console.log(`${draws} draws, seed ${seed}, convolution ${convolution}: ${JSON.stringify(statuses)}`);
console.log(
  `|value - independent| / claimed error: median ${quantile(0.5)}, 90 % ${quantile(0.9)}, 99 % ${quantile(0.99)}, largest ${quantile(1)}`,
);
console.log(`above 1: ${ratios.filter((ratio) => !(ratio <= 1)).length}; levels out of order: ${disordered}`);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length === 0 ? 0 : 4;
