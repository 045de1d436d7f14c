/**
 * Theorems with proofs: bounds whose every inequality is decided in exact integer intervals, found by search and checked
 * by code that shares nothing with it but the file format (docs/theorems.md).
 */
export { type Certificate, certificate } from "./certificate.js";
export { checkProof, type ProvedStatement, type RefusedProof, type Statement } from "./check/index.js";
export * from "./format/index.js";
export { searchConstants } from "./search/constants.js";
export { type FiniteSearch, searchFinite } from "./search/finite.js";
export { leastCertifiedRows, mostCertifiedColumns } from "./search/finite-threshold.js";
export { type LayerSearch, searchLayer, searchLiftedLayer } from "./search/layer.js";
export { type LiftedSearch, searchLifted } from "./search/lifted.js";
export { searchStrongLiftedWidth, searchWeakLiftedWidth } from "./search/lifted-width.js";
export { type PlainSearch, searchPlain } from "./search/plain.js";
export { searchRsb } from "./search/rsb.js";
export { searchUnit, type UnitSearch } from "./search/unit.js";
export { searchStrongWidth, searchWeakWidth } from "./search/width.js";
export { type ShippedProof, shippedProofs } from "./shipped.js";
