/** Certificates of non-injectivity as self-describing JSON. */

import * as z from "zod";
import { OWN_FORMATS, requireKind } from "../../src/file-kind.js";
import { type DenseMatrix, matrixFromRows, rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { sha256 } from "../../src/sha256.js";
import { gaussianMatrix } from "../gaussian-matrix.js";
import { marginSigns } from "../margin/margin-signs.js";
import { exactSigns } from "../minimum/exact-signs.js";

/** What the field `format` of a certificate of a matrix holds. */
export const MATRIX_CERTIFICATE_FORMAT = OWN_FORMATS.matrixCertificate;

/** What the file asserts of its matrix W, n columns, and its x. */
const CLAIM =
  "x is not 0 and fewer than n of the non-zero rows w_i have w_i . x >= 0, so that x -> ReLU(W x) is not injective";
const GENERATOR =
  "standard normal entries, row by row: randomSource(seed, stream), xoshiro128++, polar method";

const finite = z.number();
const count = z.int().min(1);
const matrixSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("gaussian"),
    generator: z.literal(GENERATOR),
    seed: z.int().min(0),
    stream: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal("entries"), entries: z.array(z.array(finite)) }),
]);

/** With a margin or another count: what it asserts of W, x, `margin` and `below`. */
const MARGIN_CLAIM = "x is not 0 and fewer than 'below' of the rows w_i have w_i . x >= margin |x|";

const described = {
  format: z.literal(MATRIX_CERTIFICATE_FORMAT),
  rows: count,
  columns: count,
  matrix: matrixSchema,
  /** Of the entries as little-endian doubles, row by row. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  x: z.array(finite),
  /** Non-zero rows with w_i . x >= 0, with a margin >= margin |x|. */
  active: z.int().min(0).optional(),
  /** In files of earlier versions in its place: rows with w_i . x > 0, with a margin > margin |x|. */
  positives: z.int().min(0).optional(),
};

const injectivitySchema = z.strictObject({ ...described, claim: z.literal(CLAIM) });
const marginSchema = z.strictObject({
  ...described,
  claim: z.literal(MARGIN_CLAIM),
  margin: finite,
  below: count,
});

export type Certificate = z.infer<typeof injectivitySchema> | z.infer<typeof marginSchema>;

/** κ and the number that fewer rows than are asserted. */
export interface MarginClaim {
  readonly margin: number;
  readonly below: number;
}

/** Where a matrix came from: a seed, or entries to be stored. */
export type MatrixOrigin = { readonly seed: number; readonly stream: number } | "entries";

/** The certificate of an x that was found: of non-injectivity, or of few rows above a margin. */
export function makeCertificate(
  matrix: DenseMatrix,
  origin: MatrixOrigin,
  x: Float64Array,
  few?: MarginClaim,
): Certificate {
  const { rows, columns } = matrix;
  const common: Omit<z.infer<typeof injectivitySchema>, "claim" | "active" | "positives"> = {
    format: MATRIX_CERTIFICATE_FORMAT,
    rows,
    columns,
    matrix:
      origin === "entries"
        ? {
            kind: "entries",
            entries: Array.from({ length: rows }, (_, i) => Array.from(rowOf(matrix, i))),
          }
        : { kind: "gaussian", generator: GENERATOR, seed: origin.seed, stream: origin.stream },
    sha256: matrixHash(matrix),
    x: Array.from(x),
  };
  if (few === undefined) return { ...common, claim: CLAIM, active: exactSigns(matrix, x).nonNegative };
  const { nonNegative } = marginSigns(matrix, x, few.margin);
  return { ...common, claim: MARGIN_CLAIM, margin: few.margin, below: few.below, active: nonNegative };
}

/**
 * Reads a certificate. A text that is not a certificate at all is the caller's mistake; what is wrong inside one comes
 * back as `problems`.
 * @param where what to call the text in an error
 * @throws InputError for a text that is not JSON or names another format
 */
export function parseCertificate(
  text: string,
  where: string,
): { readonly certificate: Certificate } | { readonly problems: readonly string[] } {
  requireKind(
    new TextEncoder().encode(text.slice(0, 4096)),
    where,
    "a certificate of certificate search",
    MATRIX_CERTIFICATE_FORMAT,
  );
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new InputError(`${where}: expected JSON, a certificate of this package`);
  }
  // Earlier files also tell how x was found, which proves nothing and cannot be checked: it is dropped.
  const { search: _, ...claims } = data as Record<string, unknown>;
  const parsed =
    claims.claim === MARGIN_CLAIM ? marginSchema.safeParse(claims) : injectivitySchema.safeParse(claims);
  if (parsed.success) {
    const { active, positives } = parsed.data;
    if ((active === undefined) !== (positives === undefined)) return { certificate: parsed.data };
    return { problems: ["active: expected a number of rows"] };
  }
  return {
    problems: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the file"}: ${message}`),
  };
}

/** The matrix a certificate speaks of. @throws InputError when its rows are not as described */
export function certificateMatrix({ rows, columns, matrix }: Certificate): DenseMatrix {
  if (matrix.kind === "gaussian") return gaussianMatrix(rows, columns, matrix.seed, matrix.stream);
  if (matrix.entries.length !== rows || matrix.entries.some((row) => row.length !== columns)) {
    throw new InputError(`matrix.entries: expected ${rows} rows of ${columns} numbers`);
  }
  return matrixFromRows(matrix.entries);
}

/** SHA-256 of the entries as little-endian doubles, row by row, in hexadecimal. */
export function matrixHash({ values }: DenseMatrix): string {
  const bytes = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, k) => {
    bytes.setFloat64(8 * k, value, true);
  });
  return sha256(new Uint8Array(bytes.buffer));
}
