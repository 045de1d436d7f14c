/** The file format that search and checker share: types, a strict reader, a writer. */
export type * from "./proof.js";
export { CONSTANT_NAMES, PROOF_SCHEMA } from "./proof.js";
export { isProofFile, LARGEST_PROOF, readProof } from "./read.js";
export { ProofFormatError } from "./shapes.js";
export { proofDigest, proofText } from "./write.js";
