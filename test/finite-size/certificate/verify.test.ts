/** Certificate files: what is written verifies, and every planted corruption is caught. */
import { describe, expect, it } from "vitest";
import {
  type Certificate,
  makeCertificate,
  matrixHash,
  parseCertificate,
} from "../../../finite-size/certificate/certificate-file.js";
import { searchCertificate } from "../../../finite-size/certificate/search.js";
import { verifyCertificate } from "../../../finite-size/certificate/verify.js";
import { gaussianMatrix } from "../../../finite-size/gaussian-matrix.js";
import { exactSigns } from "../../../finite-size/minimum/exact-signs.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";

const matrix = gaussianMatrix(40, 9, 2);
const found = searchCertificate(matrix, { method: "auto", seed: 2, restarts: 8, target: 8 });
const seeded = makeCertificate(matrix, { seed: 2, stream: 0 }, found.x);
const stored = makeCertificate(matrix, "entries", found.x);

function problemsOf(certificate: unknown): readonly string[] {
  return verifyCertificate(JSON.stringify(certificate), "'c.json'").problems;
}

function changed(certificate: Certificate, change: (copy: Certificate) => void): Certificate {
  const copy = structuredClone(certificate);
  change(copy);
  return copy;
}

describe("verifyCertificate", () => {
  it("accepts what the search found, from a seed and from entries", () => {
    for (const certificate of [seeded, stored]) {
      expect(verifyCertificate(JSON.stringify(certificate), "'c.json'")).toEqual({
        few: null,
        problems: [],
        rows: 40,
        columns: 9,
        active: found.active,
      });
    }
  });

  it("asserts nothing about how x was found: files do not say it, and what earlier ones say is dropped", () => {
    expect(Object.keys(seeded)).not.toContain("search");
    const search = { method: "auto", by: "gnc", seed: 2, restart: 0 };
    for (const said of [search, { ...search, seed: 3, restart: 7, by: "a guess" }]) {
      const earlier = parseCertificate(JSON.stringify({ ...seeded, search: said }), "'c.json'");
      expect(earlier).toEqual({ certificate: seeded });
    }
  });

  it("reads files of earlier versions, which count positive rows in place of active ones, and no file with both", () => {
    const { active: _, ...rest } = seeded;
    const positives = exactSigns(matrix, found.x).positive;
    expect(problemsOf({ ...rest, positives })).toEqual([]);
    expect(problemsOf({ ...rest, positives: positives + 1 })).toEqual([
      `positives: the file says ${positives + 1}, the matrix and x give ${positives}`,
    ]);
    expect(problemsOf({ ...seeded, positives })).toEqual(["active: expected a number of rows"]);
    expect(problemsOf(rest)).toEqual(["active: expected a number of rows"]);
  });

  it("counts a product of zero as not positive, and cancellations exactly", () => {
    const exact = matrixFromRows([
      [0.1, 0.3],
      [0.1 * 3, 0.3],
      [2 ** -1074, 0],
      [1e300, -1e300],
    ]);
    const x = Float64Array.of(0.3, -0.1);
    // 0.1 · 0.3 − 0.3 · 0.1 = 0; 0.30000000000000004 · 0.3 > 0.3 · 0.1; the rest is positive.
    const certificate = makeCertificate(exact, "entries", x);
    expect(certificate.active).toBe(4);
    expect(problemsOf(certificate)).toEqual(["4 rows with w_i . x >= 0: expected fewer than n = 2"]);
  });

  it("rejects an x on a boundary: concatenated ReLU is injective although E(e_1) = 1 < 2", () => {
    const concatenated = matrixFromRows([
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]);
    const certificate = makeCertificate(concatenated, "entries", Float64Array.of(1, 0));
    expect(certificate.active).toBe(3);
    expect(problemsOf(certificate)).toEqual(["3 rows with w_i . x >= 0: expected fewer than n = 2"]);
    const { status } = searchCertificate(concatenated, { method: "auto", seed: 0, restarts: 9, target: 1 });
    expect(status).toBe("exhausted");
  });

  it("rejects exactly n rows: the triangle at the point between two of its rows", () => {
    const triangle = matrixFromRows([
      [1, 0],
      [0, 1],
      [-1, -1],
    ]);
    const certificate = makeCertificate(triangle, "entries", Float64Array.of(1, 1));
    expect(problemsOf(certificate)).toEqual(["2 rows with w_i . x >= 0: expected fewer than n = 2"]);
  });

  it("does not count rows of zeros", () => {
    const padded = matrixFromRows([[0], [0], [-1]]);
    expect(problemsOf(makeCertificate(padded, "entries", Float64Array.of(1)))).toEqual([]);
  });

  const worse = searchCertificate(gaussianMatrix(40, 9, 3), {
    method: "sum-of-rows",
    seed: 0,
    restarts: 0,
    target: 0,
  }).x;
  const corruptions: readonly (readonly [string, unknown, string])[] = [
    ["another seed", changed(seeded, (c) => Object.assign(c.matrix, { seed: 3 })), "sha256"],
    ["another stream", changed(seeded, (c) => Object.assign(c.matrix, { stream: 1 })), "sha256"],
    ["one more row", changed(seeded, (c) => Object.assign(c, { rows: 41 })), "sha256"],
    ["one more column", changed(seeded, (c) => Object.assign(c, { columns: 10 })), "x: expected 10"],
    ["a fractional size", changed(seeded, (c) => Object.assign(c, { rows: 40.5 })), "rows"],
    ["a huge size", changed(seeded, (c) => Object.assign(c, { rows: 1e9 })), "rows"],
    [
      "one entry changed in its last bit",
      changed(stored, (c) => {
        if (c.matrix.kind === "entries") c.matrix.entries[7][3] *= 1 + Number.EPSILON;
      }),
      "sha256",
    ],
    [
      "a row removed",
      changed(stored, (c) => {
        if (c.matrix.kind === "entries") c.matrix.entries.pop();
      }),
      "matrix.entries",
    ],
    [
      "a ragged row",
      changed(stored, (c) => {
        if (c.matrix.kind === "entries") c.matrix.entries[2].pop();
      }),
      "matrix.entries",
    ],
    ["a wrong hash", changed(seeded, (c) => Object.assign(c, { sha256: "0".repeat(64) })), "sha256"],
    ["a hash of the wrong form", changed(seeded, (c) => Object.assign(c, { sha256: "abc" })), "sha256"],
    ["a count too low", changed(seeded, (c) => Object.assign(c, { active: (c.active ?? 0) - 1 })), "active"],
    ["a count too high", changed(seeded, (c) => Object.assign(c, { active: (c.active ?? 0) + 1 })), "active"],
    ["x = 0", changed(seeded, (c) => c.x.fill(0)), "other than 0"],
    ["-x", changed(seeded, (c) => Object.assign(c, { x: c.x.map((entry) => -entry) })), "active"],
    ["another x", changed(seeded, (c) => Object.assign(c, { x: Array.from(worse) })), "active"],
    ["x too short", changed(seeded, (c) => c.x.pop()), "x: expected 9"],
    ["x with null", changed(seeded, (c) => Object.assign(c, { x: [null, ...c.x.slice(1)] })), "x.0"],
    [
      "x with a string",
      changed(seeded, (c) => Object.assign(c, { x: [String(c.x[0]), ...c.x.slice(1)] })),
      "x.0",
    ],
    ["another claim", changed(seeded, (c) => Object.assign(c, { claim: "injective" })), "claim"],
    ["no claim", { ...seeded, claim: undefined }, "claim"],
    ["a field too many", { ...seeded, verified: true }, "verified"],
    ["another kind of matrix", { ...seeded, matrix: { kind: "orthogonal" } }, "matrix"],
    [
      "another generator",
      changed(seeded, (c) => Object.assign(c.matrix, { generator: "dice" })),
      "generator",
    ],
  ];
  it.each(corruptions)("rejects %s", (_name, certificate, words) => {
    const problems = problemsOf(certificate);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("; ")).toContain(words);
  });

  it("an infinite entry does not survive JSON", () => {
    const text = JSON.stringify(seeded).replace(/"x":\[[^,]*,/, '"x":[1e999,');
    expect(verifyCertificate(text, "'c.json'").problems.join()).toContain("x.0");
  });

  it("refuses what is not a certificate", () => {
    for (const text of ["", "{", "[]", "null", '{"format":"other"}', '{"schema":"relu-injectivity/1"}'])
      expect(() => verifyCertificate(text, "'c.json'")).toThrow(InputError);
  });
});

describe("matrixHash", () => {
  it("depends on every bit, on the order, and not on the shape", () => {
    const hash = matrixHash(matrixFromRows([[1, 2]]));
    expect(hash).toHaveLength(64);
    expect(matrixHash(matrixFromRows([[1], [2]]))).toBe(hash);
    expect(matrixHash(matrixFromRows([[2, 1]]))).not.toBe(hash);
    expect(matrixHash(matrixFromRows([[1, 2 + 2 ** -51]]))).not.toBe(hash);
    // The bytes 00 00 00 00 00 00 f0 3f through another program.
    expect(matrixHash(matrixFromRows([[1]]))).toBe(
      "6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712",
    );
  });
});
