/** Checking certificates by code that shares nothing with the search. */
export { type StoredLayer, type Verification, verifyCertificate } from "./verify.js";
