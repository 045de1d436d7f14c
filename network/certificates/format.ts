/**
 * The file in which an answer about injectivity is proved: what `network check --save` writes and `network verify`
 * reads. Rationals are texts "p/q" or "p", rows and columns are counted from 0, weights are the stored numbers.
 */

import * as z from "zod";
import { OWN_FORMATS } from "../../src/file-kind.js";
import { sha256 } from "../../src/sha256.js";

export const CERTIFICATE_FORMAT = OWN_FORMATS.networkCertificate;

const index = z.int().min(0).max(100_000_000);
const rational = z
  .string()
  .regex(/^(0|-?[1-9]\d{0,200000})(\/[1-9]\d{0,200000})?$/, "expected a rational 'p/q'");
const integer = z.string().regex(/^(0|-?[1-9]\d{0,20000})$/, "expected an integer");
const weighted = z.array(z.tuple([index, rational]));

/**
 * Σ λ_i w_i + Σ u_k e_k − Σ l_k e_k = v and Σ λ_i b_i − Σ u_k high_k + Σ l_k low_k ≥ R |v|, all multipliers positive;
 * v = 0 where there is no ball.
 */
const dependency = z.strictObject({ rows: weighted, lower: weighted, upper: weighted });

/** A closed node has no children; an excluded row lies in the span of the rows above although it was excluded. */
export type TreeNode = { dependency: number; children: TreeNode[] } | { excluded: number };
const treeNode: z.ZodType<TreeNode> = z.lazy(() =>
  z.union([
    z.strictObject({ dependency: index, children: z.array(treeNode) }),
    z.strictObject({ excluded: index }),
  ]),
);

export type ProofDocument =
  | { kind: "structure"; always: number[]; pairs: [number, number][] }
  | { kind: "branching"; dependencies: DependencyDocument[]; tree: TreeNode }
  | { kind: "blocks"; blocks: { rows: number[]; columns: number[]; proof: ProofDocument }[] }
  | { kind: "rank"; rows: number[] };
export type DependencyDocument = z.infer<typeof dependency>;

const proof: z.ZodType<ProofDocument> = z.lazy(() =>
  z.union([
    z.strictObject({
      kind: z.literal("structure"),
      always: z.array(index),
      pairs: z.array(z.tuple([index, index])),
    }),
    z.strictObject({ kind: z.literal("branching"), dependencies: z.array(dependency), tree: treeNode }),
    z.strictObject({
      kind: z.literal("blocks"),
      blocks: z.array(z.strictObject({ rows: z.array(index), columns: z.array(index), proof })),
    }),
    z.strictObject({ kind: z.literal("rank"), rows: z.array(index) }),
  ]),
);

/** A point of the interior with the rows active there, and two inputs with equal outputs (null where not computed). */
const witness = z.strictObject({
  point: z.array(rational),
  activeRows: z.array(index),
  inputs: z.tuple([z.array(rational), z.array(rational)]).nullable(),
});

/** The weights in full where they are few, and always their digest. */
const weights = z.strictObject({
  rows: index,
  columns: index,
  type: z.enum(["float64", "float32", "float16", "bfloat16"]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  values: z.array(z.array(z.number())).nullable(),
  bias: z.array(z.number()).nullable(),
});

const layer = z.strictObject({
  layer: z.int().min(1),
  activation: z.enum(["relu", "strictly-monotone"]),
  domain: z.string(),
  weights,
  claim: z.enum(["injective", "not-injective"]),
  proof: proof.nullable(),
  witness: witness.nullable(),
});

const wholeNetwork = {
  domain: z.string(),
  layers: z
    .array(
      z.strictObject({
        weights: z.array(z.array(z.number())).min(1),
        bias: z.array(z.number()).nullable(),
        breakpoints: z.array(z.number()),
        slopes: z.array(z.number()),
        anchor: z.tuple([z.number(), z.number()]),
      }),
    )
    .min(1),
};

/** Two inputs of the whole network with equal outputs, and the network. */
const collision = z.strictObject({
  claim: z.literal("not-injective"),
  ...wholeNetwork,
  inputs: z.tuple([z.array(rational), z.array(rational)]),
});

/**
 * All activation regions of a network by their patterns, one text of 0 and 1 per layer (all 1 in a linear one) up to
 * the last that is not one to one by itself; and for pairs of regions, by number, an integer vector v with v · y ≥ 0 on the outputs of the first, ≤ 0
 * on those of the second. With biases v has one entry more, for the constant output 1.
 */
const regions = z.strictObject({
  claim: z.literal("injective"),
  ...wholeNetwork,
  regions: z.array(z.array(z.string().regex(/^[01]+$/))).min(1),
  separations: z.array(z.tuple([index, index, z.array(integer)])),
});

const network = z.discriminatedUnion("claim", [collision, regions]);

const certificate = z.strictObject({
  format: z.literal(CERTIFICATE_FORMAT),
  layers: z.array(layer),
  network: network.nullable(),
  /** SHA-256 of layers and network as compact JSON: tells a damaged file from a false claim. */
  seal: z.string().regex(/^[0-9a-f]{64}$/),
});

export type WitnessDocument = z.infer<typeof witness>;
export type LayerCertificate = z.infer<typeof layer>;
export type CollisionCertificate = z.infer<typeof collision>;
export type RegionsCertificate = z.infer<typeof regions>;
export type NetworkCertificate = z.infer<typeof network>;
export type Certificate = z.infer<typeof certificate>;

/** The certificate in a JSON value, or the first thing wrong with its form. */
export function parseCertificate(value: unknown): { certificate: Certificate } | { problem: string } {
  const parsed = certificate.safeParse(value);
  if (parsed.success) return { certificate: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue.path.join(".") || "the file"}: ${issue.message}` };
}

/** The seal of these claims. */
export function sealOf(layers: readonly LayerCertificate[], claim: NetworkCertificate | null): string {
  return sha256(JSON.stringify([layers, claim]));
}

/** SHA-256 of type, shape, weights and bias; the numbers as little-endian doubles, row by row. */
export function weightsDigest(
  type: string,
  rows: number,
  columns: number,
  values: Float64Array,
  bias: Float64Array | null,
): string {
  const header = `relu-injectivity weights/1 ${type} ${rows} ${columns} ${bias === null ? "no bias" : "bias"}\n`;
  const parts = (bias === null ? [values] : [values, bias]).map((numbers) => {
    const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
    numbers.forEach((value, i) => {
      // JSON has no negative zero.
      bytes.setFloat64(8 * i, value === 0 ? 0 : value, true);
    });
    return new Uint8Array(bytes.buffer);
  });
  return sha256(header, ...parts);
}
