/**
 * `npm run bench [-- topic …]`: speed and memory of the main computations, as ratios to yardsticks of the same run;
 * each topic is printed as soon as it is measured.
 */
import { certificateBenchmark } from "./certificate.js";
import { certifiedBenchmark } from "./certified.js";
import { chainBenchmark, directSumBenchmark, fullRsbBenchmark } from "./chain.js";
import { benchmarkConvolution } from "./convolution.js";
import { deepBenchmark } from "./deep.js";
import { fourierBenchmark } from "./fourier.js";
import { geometryBenchmark } from "./geometry.js";
import { networkInjectivityBenchmark } from "./network-injectivity.js";
import { networkRegionsBenchmark } from "./network-regions.js";
import { networkWeightsBenchmark } from "./network-weights.js";
import { rdtBenchmark } from "./rdt.js";
import { type BenchmarkRow, formatRows } from "./report.js";
import { startsBenchmark } from "./starts.js";
import { sweepBenchmark } from "./sweep.js";

const TOPICS: Readonly<Record<string, () => Promise<readonly BenchmarkRow[]> | readonly BenchmarkRow[]>> = {
  replica: () => [...chainBenchmark(), ...directSumBenchmark(), ...fullRsbBenchmark()],
  fourier: fourierBenchmark,
  starts: startsBenchmark,
  deep: deepBenchmark,
  rdt: rdtBenchmark,
  geometry: geometryBenchmark,
  injectivity: networkInjectivityBenchmark,
  regions: networkRegionsBenchmark,
  weights: networkWeightsBenchmark,
  sweep: sweepBenchmark,
  certificate: certificateBenchmark,
  certified: certifiedBenchmark,
};

const asked = process.argv.slice(2);
const wanted = (topic: string): boolean => asked.length === 0 || asked.includes(topic);

for (const [topic, measure] of Object.entries(TOPICS)) {
  if (wanted(topic)) process.stdout.write(`${formatRows(await measure())}\n\n`);
}
if (wanted("convolution")) printConvolution();
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);

function printConvolution(): void {
  const convolution = benchmarkConvolution();
  for (const { name, size, microseconds, ratioToFftJs, ratioToFftw } of convolution.rows) {
    const fftw = ratioToFftw === undefined ? "" : `, ${ratioToFftw.toPrecision(3)} x FFTW`;
    process.stdout.write(
      `convolution N = ${size}, ${name}: ${microseconds.toPrecision(3)} µs, ${ratioToFftJs.toPrecision(3)} x fft.js${fftw}\n`,
    );
  }
  process.stdout.write(`largest difference to the direct sum ${convolution.largestError.toExponential(1)}\n`);
  for (const note of convolution.notes) process.stdout.write(`note: ${note}\n`);
}
