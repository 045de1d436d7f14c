/** `network`: questions about a given network, one subcommand a file. */
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import type { RunCommand } from "../program.js";
import { registerNetworkBridge } from "./network-bridge.js";
import { registerNetworkCheck } from "./network-check.js";
import { registerNetworkDistance } from "./network-distance.js";
import { registerNetworkExpected } from "./network-expected.js";
import { registerNetworkInvert } from "./network-invert.js";
import { registerNetworkProjection } from "./network-projection.js";
import { registerNetworkRegions } from "./network-regions.js";
import { registerNetworkShow } from "./network-show.js";
import { registerNetworkStability } from "./network-stability.js";
import { registerNetworkVerify } from "./network-verify.js";

/** Every subcommand, in the order of the help text. */
const SUBCOMMANDS = [
  registerNetworkShow,
  registerNetworkCheck,
  registerNetworkVerify,
  registerNetworkStability,
  registerNetworkBridge,
  registerNetworkInvert,
  registerNetworkProjection,
  registerNetworkRegions,
  registerNetworkDistance,
  registerNetworkExpected,
];

/** Registers the group. */
export function registerNetwork(program: Command, run: RunCommand): void {
  const group = program
    .command("network")
    .summary("a given network: injectivity, stability, inversion, linear regions")
    .description("Questions about one given network, answered from its weights.")
    .helpCommand(false)
    .argument("[question]")
    .usage("<command>");
  for (const register of SUBCOMMANDS) register(group, run);
  group.action((word: string | undefined) => {
    const words = group.commands.map((command) => command.name()).join(", ");
    const asked = word === undefined ? "network without a command" : `'${word}' after network`;
    throw new InputError(`${asked}: expected one of ${words}`);
  });
}
