/** Writes a proof as its file, and the digest by which results name it. */
import { sha256 } from "../../src/sha256.js";
import type { Proof } from "./proof.js";

/** The file of a proof: JSON with one line for each list of decimals. */
export function proofText(proof: Proof): string {
  return `${indented(proof, "")}\n`;
}

function indented(value: unknown, margin: string): string {
  const deeper = `${margin}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || (Array.isArray(item) && item.every(isText))))
      return JSON.stringify(value);
    return `[\n${value.map((item) => deeper + indented(item, deeper)).join(",\n")}\n${margin}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, field]) => `${deeper}${JSON.stringify(name)}: ${indented(field, deeper)}`,
  );
  return `{\n${fields.join(",\n")}\n${margin}}`;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** SHA-256 of the file, in hexadecimal. */
export function proofDigest(text: string): string {
  return sha256(text);
}
