/** The file format of proofs of injectivity and of collisions. */
export { type Certificate, type LayerCertificate, parseCertificate } from "./format.js";
export { layerCertificate, sealedCertificate } from "./write.js";
