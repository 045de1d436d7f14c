/** Every command with its description, loaded at once. */
import { DIRECTORY } from "../directory.js";
import type { ProgramCommands } from "../program.js";
import { registerBridge } from "./bridge.js";
import { registerCertificate } from "./certificate.js";
import { registerCompare } from "./compare.js";
import { registerCompletion } from "./completion.js";
import { registerEmin } from "./emin.js";
import { explain } from "./explain.js";
import { registerExport } from "./export.js";
import { registerFiniteSize } from "./finite-size.js";
import { frsb } from "./frsb.js";
import { registerGeometry } from "./geometry.js";
import { registerMerge } from "./merge.js";
import { registerNetwork } from "./network.js";
import { registerPlot } from "./plot.js";
import { registerRdt } from "./rdt.js";
import { registerReport } from "./report.js";
import { rs } from "./rs.js";
import { rsb } from "./rsb.js";
import { registerSimulate } from "./simulate.js";
import { registerSweep } from "./sweep.js";
import { registerTables } from "./tables.js";
import { registerVerify } from "./verify.js";
import { registerWidth } from "./width.js";
import { registerWorker } from "./worker.js";

const DEFINITIONS = {
  tables: registerTables,
  rs,
  rsb,
  frsb,
  rdt: registerRdt,
  width: registerWidth,
  bridge: registerBridge,
  simulate: registerSimulate,
  geometry: registerGeometry,
  emin: registerEmin,
  certificate: registerCertificate,
  "finite-size": registerFiniteSize,
  network: registerNetwork,
  compare: registerCompare,
  plot: registerPlot,
  report: registerReport,
  sweep: registerSweep,
  verify: registerVerify,
  worker: registerWorker,
  merge: registerMerge,
  export: registerExport,
  explain,
  completion: registerCompletion,
} satisfies Record<keyof typeof DIRECTORY, unknown>;

export const ALL_COMMANDS: ProgramCommands = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([name, definition]) => [
    name,
    { summary: DIRECTORY[name as keyof typeof DIRECTORY].summary, definition },
  ]),
);
