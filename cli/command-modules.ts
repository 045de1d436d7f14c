/**
 * Which commands a command line needs: its own where one module is enough, so that a quick command does not load what
 * only others use; every one where commands look at each other or the line has to be told what there is.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE_NAMES } from "./config/names.js";
import type { RegisterCommand } from "./program.js";

const ALONE: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  tables: async () => (await import("./commands/tables.js")).registerTables,
  rs: async () => (await import("./commands/rs.js")).registerRs,
  rsb: async () => (await import("./commands/rsb.js")).registerRsb,
  frsb: async () => (await import("./commands/frsb.js")).registerFrsb,
  rdt: async () => (await import("./commands/rdt.js")).registerRdt,
  width: async () => (await import("./commands/width.js")).registerWidth,
  bridge: async () => (await import("./commands/bridge.js")).registerBridge,
  simulate: async () => (await import("./commands/simulate.js")).registerSimulate,
  geometry: async () => (await import("./commands/geometry.js")).registerGeometry,
  emin: async () => (await import("./commands/emin.js")).registerEmin,
  certificate: async () => (await import("./commands/certificate.js")).registerCertificate,
  "finite-size": async () => (await import("./commands/finite-size.js")).registerFiniteSize,
  network: async () => (await import("./commands/network.js")).registerNetwork,
  compare: async () => (await import("./commands/compare.js")).registerCompare,
  plot: async () => (await import("./commands/plot.js")).registerPlot,
  report: async () => (await import("./commands/report.js")).registerReport,
  export: async () => (await import("./commands/export.js")).registerExport,
  explain: async () => (await import("./commands/explain.js")).registerExplain,
};

/** The registrations that the line needs. */
export async function commandsFor(
  argv: readonly string[],
  configured: boolean,
): Promise<readonly RegisterCommand[]> {
  const load = configured ? undefined : ALONE[argv[0] ?? ""];
  return load === undefined ? (await import("./commands/all.js")).ALL_COMMANDS : [await load()];
}

/** Whether option values may come from a file or a variable: only then is it worth reading them. */
export function isConfigured(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): boolean {
  return (
    argv.some((word) => /^--(?:config|print-config)(?:=|$)/.test(word)) ||
    Object.keys(environment).some(
      (name) => name.startsWith("RELU_INJECTIVITY_") && name !== "RELU_INJECTIVITY_KERNEL",
    ) ||
    CONFIG_FILE_NAMES.some((name) => existsSync(join(directory, name)))
  );
}
