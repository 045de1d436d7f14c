/** Parameter studies: plans, stores that survive, executors. */
export { axisOf, parseAxis } from "./axis-values.js";
export { withoutPassword } from "./bullmq-connection.js";
export { openBullmqExecutor } from "./bullmq-executor.js";
export { timingFor } from "./bullmq-protocol.js";
export { serveBullmq } from "./bullmq-serve.js";
export { checkStore, recordsAt, type StoreCheck } from "./check-store.js";
export type { CommandForm, OptionForm, OtherRoute, StudyRequest, SweepForm } from "./command-form.js";
export { type Comparison, compareResults } from "./compare-results.js";
export type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";
export { type Cell, type Row, rowOfResult, rowsOf } from "./export-cells.js";
export {
  allColumns,
  type CellSurvey,
  ColumnSurvey,
  chosenColumns,
  type ExportColumn,
  flatColumns,
  tableColumns,
} from "./export-columns.js";
export { type IdentifiedPoint, identifyPath } from "./identified-path.js";
export { numericsIdentity } from "./identity.js";
export { localExecutor } from "./local-executor.js";
export { mergeStores } from "./merge-stores.js";
export { type Plan, planStudy } from "./plan.js";
export { parsedParameter } from "./plan-axes.js";
export { type DoneRecord, RECORD_SCHEMA, type StudyRecord } from "./record.js";
export { countStates, finaliseStudy, identifiedPoints, runStudy } from "./run-study.js";
export { parseShard, type Shard, WHOLE } from "./shard.js";
export { parseSbatchOption, quoteForShell, slurmScript } from "./slurm-script.js";
export { Store } from "./store.js";
export { currentRecords, openForReading, readStore } from "./store-reader.js";
export { parseStudyFile, type StudyFile } from "./study-file.js";
