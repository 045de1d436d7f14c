/** The options of `rdt`, and the combinations that make no sense. */
import type { DualityChoice, FirstLayerChoice } from "../../compare/index.js";
import { LARGEST_LIFTED_DEPTH } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";

/** The options of the command, parsed. */
export interface RdtOptions extends DualityChoice {
  readonly depth: number | undefined;
  readonly expansions: number[] | undefined;
  readonly widths: number[] | undefined;
  readonly firstLayer: FirstLayerChoice | undefined;
}

/** @throws InputError for options that do not go together */
export function requireSensible(options: RdtOptions, standardDepth: number): void {
  const { depth = standardDepth, widths } = options;
  if (widths !== undefined) requireArchitecture(options, widths.length - 1);
  else if (depth === Number.POSITIVE_INFINITY) requireLimit(options);
  else if (depth === 1) requireOneLayer(options);
  else requireDeep(options, depth);
}

function refuse(condition: boolean, what: string, expected: string): void {
  if (condition) throw new InputError(`${what}: expected ${expected}`);
}

function requireLimit({ lifted, expansions, firstLayer }: RdtOptions): void {
  refuse(lifted, "--lifted with --depth infinity", `a depth of 1 to ${LARGEST_LIFTED_DEPTH}`);
  refuse(
    expansions !== undefined || firstLayer !== undefined,
    "--expansions or --first-layer with --depth infinity",
    "neither, the limit does not depend on them",
  );
}

function requireOneLayer({ expansions, firstLayer, notion }: RdtOptions): void {
  refuse(expansions !== undefined, "--expansions with --depth 1", "no expansion, the only one is the result");
  refuse(firstLayer !== undefined, "--first-layer with --depth 1", "no such option, layer 1 is the result");
  refuse(
    notion === "strong",
    "--notion strong with --depth 1",
    "--notion weak, as the notions coincide for one layer",
  );
}

function requireDeep({ lifted, expansions, firstLayer }: RdtOptions, depth: number): void {
  requireLiftable(lifted, depth);
  refuse(
    expansions !== undefined && firstLayer !== undefined,
    "--expansions and --first-layer together",
    "only one of them",
  );
  refuse(
    expansions !== undefined && expansions.length > depth - 1,
    `${expansions?.length} values in --expansions with --depth ${depth}`,
    `at most ${depth - 1}, the last layer is the result`,
  );
}

function requireArchitecture(options: RdtOptions, depth: number): void {
  const { expansions, notion, lifted, firstLayer } = options;
  refuse(expansions !== undefined, "--widths and --expansions together", "only one of them");
  refuse(
    options.depth !== undefined && options.depth !== depth,
    `--depth ${options.depth} with ${depth} layers in --widths`,
    "no --depth, the widths fix it",
  );
  refuse(
    notion === "strong" && depth === 1,
    "--notion strong with one layer in --widths",
    "--notion weak, as the notions coincide for one layer",
  );
  refuse(
    typeof firstLayer === "number",
    "a number in --first-layer with --widths",
    "plain, lifted, 2rsb or frsb",
  );
  requireLiftable(lifted, depth);
}

function requireLiftable(lifted: boolean, depth: number): void {
  refuse(
    lifted && depth > LARGEST_LIFTED_DEPTH,
    `--lifted with --depth ${depth}`,
    `a depth of at most ${LARGEST_LIFTED_DEPTH}, or no --lifted`,
  );
}
