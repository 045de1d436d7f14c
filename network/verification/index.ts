/** Checking certificates by code that shares nothing with the search. */
export type { Scope, StoredActivation } from "./scope.js";
export { certificateStatements } from "./statement.js";
export { type StoredLayer, type Verification, verifyCertificate } from "./verify.js";
