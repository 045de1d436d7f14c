/** SHA-256 against Node's, at every length about the borders of blocks and in pieces. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/sha256.js";

const nodes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * i + 7 * i) & 255);

describe("sha256", () => {
  it("gives the digests of FIPS 180-4's examples", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256()).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("agrees with Node's at every length up to three blocks, and for a long text", () => {
    for (let length = 0; length <= 192; length++)
      expect(sha256(bytesOf(length))).toBe(nodes(bytesOf(length)));
    expect(sha256("αβγ".repeat(5000))).toBe(nodes(new TextEncoder().encode("αβγ".repeat(5000))));
  });

  it("does not depend on how the bytes are cut", () => {
    const whole = bytesOf(300);
    for (const cut of [0, 1, 63, 64, 65, 130, 299])
      expect(sha256(whole.subarray(0, cut), whole.subarray(cut))).toBe(nodes(whole));
  });
});
