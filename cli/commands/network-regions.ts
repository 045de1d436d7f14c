/** `network regions`: activation regions and linear regions of a network along a segment or in a plane polygon. */
import type { Command } from "commander";
import type { Fraction, PlaneDomain } from "../../network/index.js";
import { InputError } from "../../src/result.js";
import {
  NUMBER_HELP,
  parsePolygon,
  parseSegment,
  parseSquare,
  type SegmentEnds,
} from "../input/network-domain.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { planeReport } from "../network/plane-report.js";
import { segmentReport } from "../network/segment-report.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface RegionsOptions extends NetworkInputOptions {
  readonly segment?: SegmentEnds;
  readonly square?: PlaneDomain<Fraction>;
  readonly polygon?: PlaneDomain<Fraction>;
  readonly exact?: boolean;
  readonly svg?: string;
}

/** Registers the subcommand. */
export function registerNetworkRegions(group: Command, run: RunCommand): void {
  const command = group
    .command("regions <FILE>")
    .summary("activation and linear regions along a segment or in a square")
    .description(
      "Every region of a segment or of a plane polygon in input space: activation regions (one pattern of affine " +
        "pieces of all units) and linear regions (one affine map). In doubles with error estimates, or exactly.",
    );
  addNetworkInput(command)
    .option(
      "--segment <x:y>",
      `from point x to point y, entries separated by commas; ${NUMBER_HELP}`,
      (text) => parseSegment(text, "--segment"),
    )
    .option(
      "--square <low:high>",
      "[low, high]² for two inputs, or x,y:x,y (opposite corners); or origin:u:v for origin + s u + r v, -1 <= s, r <= 1",
      (text) => parseSquare(text, "--square"),
    )
    .option("--polygon <x,y:x,y:…>", "a convex polygon for two inputs, corners in order", (text) =>
      parsePolygon(text, "--polygon"),
    )
    .option("--exact", "rational arithmetic, for small networks: no tolerance and no error")
    .option("--svg <FILE>", "also draw the subdivision")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network regions net.json --segment -2,-1/3:2,1/2
  relu-injectivity network regions net.json --square -1:1 --svg regions.svg
  relu-injectivity network regions net.json --exact \\
    --square 0,0,1/4:1,0,1/2:0,1,-1/2
`,
    )
    .action((file: string, options: RegionsOptions) => run(() => report(file, options)));
}

function report(file: string, options: RegionsOptions): Report {
  const { segment, square, polygon, exact = false, svg } = options;
  const given = [segment, square, polygon].filter((domain) => domain !== undefined);
  if (given.length !== 1) {
    throw new InputError(
      `${given.length} of --segment, --square, --polygon for network regions: expected one of them`,
    );
  }
  const input = readNetworkInput(file, options);
  const settings = { exact, svg };
  if (segment !== undefined) return segmentReport(input, segment, settings);
  return planeReport(input, (square ?? polygon) as PlaneDomain<Fraction>, settings);
}
