/** Options that contradict each other, or say nothing beside the others, are refused. */
import { it } from "vitest";
import { expectRefusedAsync } from "./command-line.js";

it.each([
  ["rsb --start ramp", "--start with --method variational: expected --method fixed-point"],
  ["rsb --acceleration none", "expected --method fixed-point"],
  ["rsb --method fixed-point --k 8 --tolerance 1e-3", "expected --method variational"],
  ["simulate --widths 6,40 --depth 3", "as the widths say all"],
  ["emin --rows 12 --columns 3 --method enumeration --nodes 3", "--method auto or --method branch-and-cut"],
  ["certificate search --rows 60 --columns 20 --method sum-of-rows --restarts 3", "--method auto or"],
  ["finite-size minimum --columns 2 --rows 9 --restarts 3", "expected --method search"],
  ["finite-size success --columns 10 --rows 30 --method normalised --restarts 3", "--method auto or"],
  ["network check examples/weights.csv --channels 2", "--channels without --kernel: expected --kernel"],
  ["network check examples/kernels.csv --kernel 2x2 --pad-before 1", "expected --padding same"],
  ["network verify proof.json --transpose", "--transpose without WEIGHTS: expected WEIGHTS"],
  ["network projection examples/encoder.onnx --matrix examples/projection.csv --seed 3", "nothing is drawn"],
  ["tables --source paleka --layout published", "expected --source stojnic"],
  ["compare --depth 2 --tolerance 1e-3", "which is for one layer"],
  ["plot euler-rate --ascii --output x.svg", "--ascii and --output together"],
  ["report --markdown --output x.html", "expected a name ending in .md"],
  ["sweep rs --alpha 5,6 --store q.jsonl --parts 3", "--parts without --emit: expected --emit slurm"],
  ["sweep rs --alpha 5,6 --store q.jsonl --redis redis://x", "expected --executor bullmq"],
  ["emin examples/weights.csv --seed 0", "--seed with a FILE that is enumerated: expected no --seed"],
  ["emin examples/weights.csv --bias 0.5 --seed 1", "--seed with a FILE that is enumerated"],
  ["finite-size verdicts --rows 8 --columns 2 --seed 1", "--seed without --samples at 8 x 2"],
  ["sweep rsb --damping 0.5 --alpha 5 --store q.jsonl", "--damping with --method variational: expected"],
  ["sweep rsb --method fixed-point,variational --damping 1 --store q.jsonl", "expected --method fixed-point"],
  ["sweep simulate --widths 6,40;6,60 --depth 10 --store q.jsonl", "as the widths say all"],
  ["sweep rs --alpha 5,6 --dry-run --fail-fast", "as --dry-run computes and writes nothing"],
])("%s", (line, expected) => expectRefusedAsync(line, expected));
