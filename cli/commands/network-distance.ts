/** `network distance`: distance from a point to the boundary of its activation region. */
import type { Command } from "commander";
import { distanceToBoundary, type Fraction, fractionText } from "../../network/index.js";
import { NUMBER_HELP, parsePoint, toNumbers } from "../input/network-domain.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface DistanceOptions extends NetworkInputOptions {
  readonly at: readonly Fraction[];
}

/** Longest point that the text shows. */
const SHOWN_ENTRIES = 6;

/** Registers the subcommand. */
export function registerNetworkDistance(group: Command, run: RunCommand): void {
  const command = group
    .command("distance <FILE>")
    .summary("distance from an input to the boundary of its activation region")
    .description(
      "Euclidean distance from an input to the nearest point where a unit reaches a breakpoint of its activation. " +
        "Exact for the activation region; a lower bound on the distance to the nearest kink of the output, " +
        "which may lie on a farther boundary.",
    );
  addNetworkInput(command)
    .requiredOption("--at <x0,x1,…>", `the input; ${NUMBER_HELP}`, (text) => parsePoint(text, "--at"))
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network distance net.json --at 0.25,-1/3
`,
    )
    .action((file: string, options: DistanceOptions) => run(() => report(file, options)));
}

function report(file: string, options: DistanceOptions): Report {
  const { model, parameters } = readNetworkInput(file, options);
  const { distance, boundary } = distanceToBoundary(model, toNumbers(options.at));
  const point = boundary === undefined ? null : Array.from(boundary.point);
  const shown =
    point === null
      ? ""
      : point.length <= SHOWN_ENTRIES
        ? point.map((entry) => formatNumber(entry, 6)).join(", ")
        : "in --json";
  return {
    command: "network distance",
    parameters: { ...parameters, at: options.at.map(fractionText) },
    results: [
      {
        distance,
        layer: boundary?.layer ?? null,
        unit: boundary?.unit ?? null,
        breakpoint: boundary?.breakpoint ?? null,
        nearest: point,
        bound: "lower bound on the distance to the nearest kink of the output",
      },
    ],
    tables: [
      {
        title: "Nearest boundary of the activation region",
        columns: [
          { header: "distance" },
          { header: "layer" },
          { header: "unit" },
          { header: "nearest point", wrap: true },
        ],
        rows: [
          [
            formatQuantity(distance),
            boundary === undefined ? "-" : String(boundary.layer),
            boundary === undefined ? "-" : String(boundary.unit),
            shown,
          ],
        ],
      },
    ],
    notes: [
      boundary === undefined
        ? "No unit reaches a breakpoint: the network is affine as far as this region goes, and that is everywhere."
        : "A kink of the output is at least this far away; it may be farther, as this boundary may not show in the output.",
    ],
    exitCode: EXIT.ok,
  };
}
