/** `npm run bench`: speed and memory of the main computations, as ratios to yardsticks of the same run. */
import { chainBenchmark, directSumBenchmark } from "./chain.js";
import { formatRows } from "./report.js";

process.stdout.write(`${formatRows([...chainBenchmark(), ...directSumBenchmark()])}\n`);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
