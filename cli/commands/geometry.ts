/** `geometry`: exact counts at finite m and n, the Euler surrogate, bounds for deep networks, angle convergence. */
import type { Command } from "commander";
import {
  eulerCharacteristicBound,
  LARGEST_CROSSING_COLUMNS,
  LARGEST_ROWS,
  unionBound,
} from "../../geometry/index.js";
import { InputError } from "../../src/result.js";
import { parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { angleReport } from "../geometry/angle.js";
import { deepReport } from "../geometry/deep.js";
import { crossingReport, LARGEST_LISTED_ROWS, termsReport, volumesReport } from "../geometry/lists.js";
import { eulerReport, regionsReport, unionReport, wendelReport } from "../geometry/reports.js";
import { sumOfRowsReport } from "../geometry/sum-of-rows.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface GeometryOptions {
  readonly rows?: number;
  readonly columns?: number;
  readonly depth?: number;
  readonly width?: number;
  readonly points?: number;
  readonly seeds?: number;
  readonly seed?: number;
  readonly trials?: number;
}

type OptionName = keyof GeometryOptions;

/** What the number of an option is. */
const MEANING: Readonly<Record<OptionName, string>> = {
  rows: "a number of rows, --rows m",
  columns: "a number of columns, --columns n",
  depth: "a number of layers, --depth L",
  width: "units per input dimension, --width C",
  points: "a number of points, --points k",
  seeds: "a number of networks, --seeds S",
  seed: "an integer, --seed s",
  trials: "a number of matrices, --trials N",
};
const OPTION_NAMES = Object.keys(MEANING) as OptionName[];

interface Quantity {
  readonly needs: readonly OptionName[];
  readonly takes?: readonly OptionName[];
  readonly report: (options: GeometryOptions, progress: Progress) => Report;
}

/** A quantity of one layer of m rows and n columns. */
function layerQuantity(make: (rows: number, columns: number) => Report): Quantity {
  return {
    needs: ["rows", "columns"],
    report: (options) => make(...dimensions(options)),
  };
}

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  euler: layerQuantity(eulerReport),
  terms: layerQuantity(termsReport),
  union: layerQuantity(unionReport),
  wendel: layerQuantity(wendelReport),
  volumes: layerQuantity(volumesReport),
  regions: layerQuantity(regionsReport),
  crossing: {
    needs: ["columns"],
    report: ({ columns = 0 }) => {
      if (columns > LARGEST_CROSSING_COLUMNS) {
        throw new InputError(
          `'${columns}' in --columns: expected at most ${LARGEST_CROSSING_COLUMNS} for geometry crossing; the limits are ${eulerCharacteristicBound().value.value.toFixed(4)} and ${unionBound().value.value.toFixed(4)}`,
        );
      }
      return crossingReport(columns);
    },
  },
  "sum-of-rows": {
    needs: ["rows", "columns"],
    takes: ["trials", "seed"],
    report: (options, progress) => sumOfRowsReport(...dimensions(options), options, progress),
  },
  deep: {
    needs: ["depth"],
    takes: ["width", "columns"],
    report: ({ depth = 1, width, columns }) => deepReport(depth, width, columns),
  },
  angle: {
    needs: [],
    takes: ["columns", "width", "depth", "points", "seeds", "seed"],
    report: angleReport,
  },
};
const WORDS = Object.keys(QUANTITIES);

/** Registers the command. */
export function registerGeometry(
  program: Command,
  run: (report: (progress: Progress) => Report) => void,
): void {
  program
    .command("geometry [quantity]")
    .summary("exact counts at finite size, Euler surrogate, deep networks, angles")
    .description(
      "Exact counts for one layer with m rows and n columns, in big integers:\n" +
        "  euler        q_{m,n}, the Euler-characteristic surrogate of 1 - p_{m,n}\n" +
        "  terms        its terms U(m, n-1, 2i) with saddle-point approximations\n" +
        "  union        expected number of cells with fewer than n positive outputs\n" +
        "  wendel       probability that some input makes all m outputs positive\n" +
        "  volumes      intrinsic volumes of outputs with fewer than n positive entries\n" +
        "  regions      number of linear regions\n" +
        "  crossing     last m where |q_{m,n}| and the union bound reach 1; no --rows\n" +
        "  sum-of-rows  how often x = -sum w_i proves the layer not injective\n" +
        "Networks n, Cn, ..., Cn of depth L without biases:\n" +
        "  deep         width that makes them injective, by counting regions; --depth\n" +
        "  angle        least pairwise cosine of random points, by layer (Figure 5.1)",
    )
    .option("--rows <m>", `outputs, n … ${LARGEST_ROWS}; lists up to ${LARGEST_LISTED_ROWS}`, (text) =>
      parseSize(text, "--rows"),
    )
    .option("--columns <n>", `inputs, 1 … ${LARGEST_ROWS} (angle: default 10)`, (text) =>
      parseSize(text, "--columns"),
    )
    .option("--depth <L>", "layers, 1 … 1e6 (angle: 1 … 500, default 20)", (text) =>
      parseInteger(text, "--depth", 1, 1_000_000),
    )
    .option("--width <C>", "units per input dimension (angle: default 8)", (text) =>
      parsePositive(text, "--width"),
    )
    .option("--points <k>", "angle: random points, 2 … 5000 (default 200)", (text) =>
      parseInteger(text, "--points", 2, 5000),
    )
    .option("--seeds <S>", "angle: networks, 2 … 100000 (default 200)", (text) =>
      parseInteger(text, "--seeds", 2, 100_000),
    )
    .option("--trials <N>", "sum-of-rows: random matrices to try as well, 2 … 1e6", (text) =>
      parseInteger(text, "--trials", 2, 1_000_000),
    )
    .option("--seed <s>", "angle, sum-of-rows: integer >= 0 (default 1)", (text) =>
      parseInteger(text, "--seed", 0, Number.MAX_SAFE_INTEGER),
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity geometry euler --rows 834 --columns 101
  relu-injectivity geometry terms --rows 834 --columns 101 --csv   Figs 4.2, 4.3
  relu-injectivity geometry union --rows 40 --columns 4
  relu-injectivity geometry crossing --columns 100
  relu-injectivity geometry sum-of-rows --rows 340 --columns 100 --trials 200
  relu-injectivity geometry deep --depth 5
  relu-injectivity geometry deep --depth 5 --width 50 --columns 20
  relu-injectivity geometry angle --csv > figure-5.1.csv           ten seconds
  relu-injectivity geometry angle --columns 20 --width 12 --depth 40 --seeds 50
`,
    )
    .action((quantity: string | undefined, options: GeometryOptions) =>
      run((progress) => report(quantity, options, progress)),
    );
}

/** A size of the exact counts, or what there is beyond it. */
function parseSize(text: string, option: string): number {
  if (/^\d+$/.test(text) && Number(text) > LARGEST_ROWS) {
    throw new InputError(
      `'${text}' in ${option}: expected an integer from 1 to ${LARGEST_ROWS}; beyond, compare has the limits n -> infinity`,
    );
  }
  return parseInteger(text, option, 1, LARGEST_ROWS);
}

function report(quantity: string | undefined, options: GeometryOptions, progress: Progress): Report {
  if (quantity === undefined) {
    throw new InputError(`geometry without a quantity: expected one of ${WORDS.join(", ")}`);
  }
  const word = parseChoice(quantity, "geometry", WORDS);
  const { needs, takes = [], report: make } = QUANTITIES[word];
  const accepted = [...needs, ...takes];
  for (const name of OPTION_NAMES) {
    if (options[name] !== undefined && !accepted.includes(name)) {
      throw new InputError(
        `--${name} with geometry ${word}: expected ${accepted.map((other) => `--${other}`).join(", ")} only`,
      );
    }
    if (options[name] === undefined && needs.includes(name)) {
      throw new InputError(`--${name} missing for geometry ${word}: expected ${MEANING[name]}`);
    }
  }
  return make(options, progress);
}

function dimensions({ rows = 0, columns = 0 }: GeometryOptions): [number, number] {
  if (rows < columns) {
    throw new InputError(
      `--rows ${rows} with --columns ${columns}: expected at least as many rows as columns, --rows ${columns} or more`,
    );
  }
  return [rows, columns];
}
