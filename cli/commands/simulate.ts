/** `simulate`: least active units found in random networks of finite size, against the predicted bounds. */
import type { Command } from "commander";
import { leastActiveUnits, randomNetwork } from "../../finite-size/index.js";
import { activeBounds } from "../../rdt/index.js";
import { solveKrsb } from "../../rsb/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import { parseInteger, parsePositive, parseWidths } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface SimulateOptions {
  readonly inputs: number;
  readonly width: number;
  readonly depth: number;
  readonly widths?: number[];
  readonly networks: number;
  readonly seed: number;
  readonly work: number;
}

const LARGEST_DEPTH = 40;
const LARGEST_WIDTH = 2000;

/** Registers the command. */
export function registerSimulate(
  program: Command,
  run: (report: (progress: Progress) => Report) => void,
): void {
  program
    .command("simulate")
    .summary("least active units found in random networks, against the bounds")
    .description(
      "Seeded random networks n, Cn, …, Cn: local search for inputs that leave few units active in each layer. " +
        "What is found is an upper bound on the true minimum at this n; the predictions are lower bounds as n -> infinity.",
    )
    .option("--inputs <n>", "input dimension, 2 … 200", (text) => parseInteger(text, "--inputs", 2, 200), 12)
    .option("--width <C>", "units per input dimension", (text) => parsePositive(text, "--width"), 8)
    .option(
      "--depth <L>",
      `number of layers, 1 … ${LARGEST_DEPTH}`,
      (text) => parseInteger(text, "--depth", 1, LARGEST_DEPTH),
      10,
    )
    .option("--widths <list>", "n,m_1,…,m_L in place of the three above", (text) =>
      parseWidths(text, "--widths"),
    )
    .option("--networks <N>", "how many, 1 … 1000", (text) => parseInteger(text, "--networks", 1, 1000), 3)
    .option("--seed <S>", "integer >= 0", (text) => parseInteger(text, "--seed", 0, 1_000_000), 1)
    .option(
      "--work <W>",
      "search effort; time is about proportional",
      (text) => parsePositive(text, "--work"),
      1,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity simulate                              half a minute
  relu-injectivity simulate --inputs 16 --width 11.5 --depth 4 --work 4
  relu-injectivity simulate --widths 20,160,160 --csv > active.csv
`,
    )
    .action((options: SimulateOptions) => run((progress) => report(options, progress)));
}

function report(options: SimulateOptions, progress: Progress): Report {
  const widths = widthsOf(options);
  const [inputs, ...layers] = widths;
  const { networks, seed, work } = options;
  const found = Array.from({ length: networks }, (_, i) =>
    leastActiveUnits(randomNetwork(widths, seed + i), {
      seed: seed + i,
      work,
      onLayer: ({ layer, active }) =>
        progress.update({
          what: `network ${i + 1}, layer ${layer}: ${active} active units`,
          // A layer costs about as many layer passes as it is deep.
          done: i * layers.length ** 2 + layer ** 2,
          total: networks * layers.length ** 2,
        }),
    }),
  );
  const expansions = layers.map((width) => width / inputs);
  const bounds = activeBounds(expansions, "optimal");
  const unitBounds = activeBounds(expansions, "unit");
  const results = layers.map((width, i) => {
    const counts = found.map((network) => network[i].active);
    const least = Math.min(...counts);
    const mean = counts.reduce((sum, count) => sum + count, 0) / networks;
    return {
      layer: i + 1,
      width,
      expansion: expansions[i],
      predicted: bounds[i],
      predictedUnit: unitBounds[i],
      ...(i === 0 ? { replica: groundState(expansions[0]) } : {}),
      observed: least / inputs,
      observedMean: mean / inputs,
      typical: expansions[i] / 2,
      active: counts,
      hits: found.map((network) => network[i].hits),
      networksBelow: counts.filter((count) => count < bounds[i].value * inputs).length,
    };
  });
  return {
    command: "simulate",
    parameters: { widths, networks, seed, work },
    results,
    tables: [
      {
        title: `Least active units per input dimension, n = ${inputs}, ${networks} network${networks > 1 ? "s" : ""}, seed ${seed}`,
        columns: [
          { header: "layer", align: "right" },
          { header: "width", align: "right" },
          { header: "bound (unit)" },
          { header: "bound" },
          { header: "found, least" },
          { header: "mean" },
          { header: "typical" },
          { header: "" },
        ],
        rows: results.map((row) => [
          String(row.layer),
          String(row.width),
          formatNumber(row.predictedUnit.value, 5),
          formatNumber(row.predicted.value, 5),
          formatNumber(row.observed, 5),
          formatNumber(row.observedMean, 5),
          formatNumber(row.typical, 5),
          row.networksBelow > 0 ? "BELOW" : "",
        ]),
      },
    ],
    notes: notesFor(results),
    exitCode: exitCodeFor(bounds),
  };
}

function widthsOf({ widths, inputs, width, depth }: SimulateOptions): readonly number[] {
  const chosen = widths ?? [inputs, ...Array<number>(depth).fill(Math.round(width * inputs))];
  if (chosen.length > LARGEST_DEPTH + 1)
    throw new InputError(`${chosen.length - 1} layers in --widths: expected at most ${LARGEST_DEPTH}`);
  for (const value of chosen) {
    if (value < 1 || value > LARGEST_WIDTH)
      throw new InputError(
        `a layer of ${value} units: expected 1 to ${LARGEST_WIDTH}, change --width or --widths`,
      );
  }
  return chosen;
}

/** The replica prediction of the minimum itself in one layer, by 2-RSB; 0 where it is trivial. */
function groundState(expansion: number): Quantity {
  if (expansion <= 2) return { value: 0, error: 0, status: "converged" };
  return solveKrsb({ kind: "energy", alpha: expansion }, 2, { tolerance: 1e-8 }).value;
}

function notesFor(
  results: readonly { readonly layer: number; readonly networksBelow: number; readonly replica?: Quantity }[],
): string[] {
  const below = results.filter((row) => row.networksBelow > 0).map((row) => row.layer);
  const [first] = results;
  return [
    below.length === 0
      ? "No network fell below the bound (optimal norms) in any layer."
      : `Below the bound (optimal norms) in layer ${below.join(", ")}: finite-size fluctuation or a contradiction; repeat with larger --inputs to tell.`,
    ...(first.replica === undefined
      ? []
      : [`Layer 1, n -> infinity: the minimum itself is ${formatNumber(first.replica.value, 6)} by 2-RSB.`]),
    "found: by local search, so that the true minimum may be lower; typical: at a random input.",
  ];
}
