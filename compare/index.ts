/** Theories side by side, and published tables beside their computed values. */
export {
  type AuditedCondition,
  type AuditedSet,
  auditStojnic,
  type DigitReading,
} from "./audit-stojnic-2024.js";
export {
  agreesWithPrinted,
  type ComparedRow,
  type PublishedAudit,
  printedPrecision,
} from "./compared-row.js";
export { type LadderRung, liftingLadder, oneStepWithoutOverlap } from "./lifting-ladder.js";
export { maillardTable } from "./maillard-2022.js";
export { oneLayerComparison } from "./one-layer.js";
export { stojnicTables } from "./stojnic-2024.js";
