/** `npm run bench`: speed and memory of the main computations, as ratios to yardsticks of the same run. */
import { certificateBenchmark } from "./certificate.js";
import { chainBenchmark, directSumBenchmark, fullRsbBenchmark } from "./chain.js";
import { benchmarkConvolution } from "./convolution.js";
import { geometryBenchmark } from "./geometry.js";
import { networkInjectivityBenchmark } from "./network-injectivity.js";
import { networkRegionsBenchmark } from "./network-regions.js";
import { networkWeightsBenchmark } from "./network-weights.js";
import { rdtBenchmark } from "./rdt.js";
import { formatRows } from "./report.js";
import { sweepBenchmark } from "./sweep.js";
import { sweepBenchmark } from "./sweep.js";

process.stdout.write(
  `${formatRows([...chainBenchmark(), ...directSumBenchmark(), ...fullRsbBenchmark(), ...rdtBenchmark(), ...geometryBenchmark(), ...networkInjectivityBenchmark(), ...networkRegionsBenchmark(), ...networkWeightsBenchmark(), ...certificateBenchmark()])}\n`,
);
process.stdout.write(`${formatRows(await sweepBenchmark())}\n`);
process.stdout.write(`${formatRows(await sweepBenchmark())}\n`);
const convolution = benchmarkConvolution();
for (const { name, size, microseconds, ratioToFftJs, ratioToFftw } of convolution.rows) {
  const fftw = ratioToFftw === undefined ? "" : `, ${ratioToFftw.toPrecision(3)} x FFTW`;
  process.stdout.write(
    `convolution N = ${size}, ${name}: ${microseconds.toPrecision(3)} µs, ${ratioToFftJs.toPrecision(3)} x fft.js${fftw}\n`,
  );
}
process.stdout.write(`largest difference to the direct sum ${convolution.largestError.toExponential(1)}\n`);
for (const note of convolution.notes) process.stdout.write(`note: ${note}\n`);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
