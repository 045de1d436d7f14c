/** Every command, in the order of the help page. */

import type { RegisterCommand } from "../program.js";
import { registerBridge } from "./bridge.js";
import { registerCertificate } from "./certificate.js";
import { registerCompare } from "./compare.js";
import { registerCompletion } from "./completion.js";
import { registerEmin } from "./emin.js";
import { registerExplain } from "./explain.js";
import { registerExport } from "./export.js";
import { registerFiniteSize } from "./finite-size.js";
import { registerFrsb } from "./frsb.js";
import { registerGeometry } from "./geometry.js";
import { registerMerge } from "./merge.js";
import { registerNetwork } from "./network.js";
import { registerPlot } from "./plot.js";
import { registerRdt } from "./rdt.js";
import { registerReport } from "./report.js";
import { registerRs } from "./rs.js";
import { registerRsb } from "./rsb.js";
import { registerSimulate } from "./simulate.js";
import { registerSweep } from "./sweep.js";
import { registerTables } from "./tables.js";
import { registerVerify } from "./verify.js";
import { registerWidth } from "./width.js";
import { registerWorker } from "./worker.js";

export const ALL_COMMANDS: readonly RegisterCommand[] = [
  registerTables,
  registerRs,
  registerRsb,
  registerFrsb,
  registerRdt,
  registerWidth,
  registerBridge,
  registerSimulate,
  registerGeometry,
  registerEmin,
  registerCertificate,
  registerFiniteSize,
  registerNetwork,
  registerCompare,
  registerPlot,
  registerReport,
  registerSweep,
  registerVerify,
  registerWorker,
  registerMerge,
  registerExport,
  registerExplain,
  registerCompletion,
];
