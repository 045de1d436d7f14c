/** Laws of independent weights: the Gaussian one, and others of variance 1 to hold universality against. */
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";
import { type RandomSource, randomSource } from "../src/random/normal.js";
import { InputError } from "../src/result.js";
import { gaussianMatrix, requireRandomMatrix } from "./gaussian-matrix.js";

/** The law of one weight. */
export type WeightLaw =
  | { readonly kind: "gaussian" }
  /** ±1 with probability ½ each. */
  | { readonly kind: "signs" }
  /** On [−√3, √3]. */
  | { readonly kind: "uniform" }
  /** Normal of variance 1/share with probability `share`, otherwise 0. */
  | { readonly kind: "sparse"; readonly share: number }
  /** Student's t with so many degrees of freedom; of variance 1 where that exists (more than 2). */
  | { readonly kind: "student"; readonly degrees: number };

/** How a law is written. */
const WEIGHT_LAW_WORDS = "gaussian, signs, uniform, sparse:SHARE or student:DEGREES";

/** Whether any n of m ≥ n independent rows are independent with probability 1, so that counts decide injectivity. */
export function isContinuous({ kind }: WeightLaw): boolean {
  return kind !== "signs" && kind !== "sparse";
}

/**
 * A law as it is written: gaussian, signs, uniform, sparse:0.3, student:3.
 * @throws InputError for another text, a share outside (0, 1] or degrees of freedom that are not positive
 */
export function parseWeightLaw(text: string): WeightLaw {
  const [kind, argument, ...rest] = text.split(":");
  const value = argument === undefined || argument.trim() === "" ? Number.NaN : Number(argument);
  if (argument === undefined && (kind === "gaussian" || kind === "signs" || kind === "uniform"))
    return { kind };
  if (rest.length === 0 && kind === "sparse" && value > 0 && value <= 1) return { kind, share: value };
  if (rest.length === 0 && kind === "student" && value > 0 && value < Number.POSITIVE_INFINITY)
    return { kind, degrees: value };
  throw new InputError(
    `weights '${text}': expected ${WEIGHT_LAW_WORDS}, with a share in (0, 1] and positive degrees of freedom`,
  );
}

/** The law as {@link parseWeightLaw} reads it. */
export function weightLawText(law: WeightLaw): string {
  if (law.kind === "sparse") return `sparse:${law.share}`;
  if (law.kind === "student") return `student:${law.degrees}`;
  return law.kind;
}

/**
 * An m × n matrix of independent weights, row by row from stream `stream` of the seed; the Gaussian one is
 * {@link gaussianMatrix}.
 * @throws InputError for sizes and seeds that {@link gaussianMatrix} refuses
 */
export function randomMatrix(
  law: WeightLaw,
  rows: number,
  columns: number,
  seed: number,
  stream = 0,
): DenseMatrix {
  if (law.kind === "gaussian") return gaussianMatrix(rows, columns, seed, stream);
  requireRandomMatrix(rows, columns, seed, stream);
  const draw = weightSource(law, randomSource(seed, stream));
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, draw) };
}

/** One weight after the other. */
export function weightSource(law: WeightLaw, random: RandomSource): () => number {
  const { uniform, normal } = random;
  if (law.kind === "gaussian") return normal;
  if (law.kind === "signs") return () => (uniform() < 0.5 ? -1 : 1);
  if (law.kind === "uniform") return () => Math.sqrt(3) * (2 * uniform() - 1);
  if (law.kind === "sparse") {
    const scale = 1 / Math.sqrt(law.share);
    return () => (uniform() < law.share ? scale * normal() : 0);
  }
  const { degrees } = law;
  const scale = degrees > 2 ? Math.sqrt((degrees - 2) / degrees) : 1;
  return () => scale * studentDeviate(degrees, random);
}

/** Student's t by Bailey's polar method (1994). */
function studentDeviate(degrees: number, { uniform }: RandomSource): number {
  for (;;) {
    const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1];
    const w = u * u + v * v;
    if (w > 1 || w === 0) continue;
    const factor = (degrees * Math.expm1((-2 / degrees) * Math.log(w))) / w;
    return u * Math.sqrt(factor);
  }
}
