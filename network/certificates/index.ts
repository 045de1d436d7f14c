/** The file format of proofs of injectivity and of collisions. */
export {
  CERTIFICATE_FORMAT,
  type Certificate,
  type LayerCertificate,
  type NetworkCertificate,
  parseCertificate,
} from "./format.js";
export { layerCertificate, networkCertificate, regionsCertificate, sealedCertificate } from "./write.js";
