/** Theories side by side, and published tables beside their computed values. */
export {
  type AuditedCondition,
  type AuditedSet,
  auditStojnic,
  type DigitReading,
} from "./audit-stojnic-2024.js";
export {
  agreesWithPrinted,
  type Claim,
  type ComparedRow,
  type PublishedAudit,
  type PublishedSource,
  printedPrecision,
} from "./compared-row.js";
export { halfspaceRatioByDuality } from "./halfspace-duality.js";
export { type LadderRung, liftingLadder, oneStepWithoutOverlap } from "./lifting-ladder.js";
export { maillardTable } from "./maillard-2022.js";
export { oneLayerComparison } from "./one-layer.js";
export { palekaTable } from "./paleka-2021.js";
export { puthawalaTable } from "./puthawala-2020.js";
export { stojnicTables } from "./stojnic-2024.js";
