/** Answers as certificates: the exact proof or the collision in the texts of the file format. */

import { primitive } from "../../src/exact/integers.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import type { ConeAnswer } from "../cones/index.js";
import type { BranchNode } from "../injectivity/branch-outcome.js";
import type { Dependency } from "../injectivity/dependencies.js";
import { type Domain, domainText } from "../injectivity/domain.js";
import { type HalfspaceSystem, halfspaceSystem, type LayerQuestion } from "../injectivity/halfspaces.js";
import { type LayerAnswer, type Proof, restrictTo } from "../injectivity/layer-check.js";
import { type RationalVector, vectorTexts } from "../injectivity/rational-vector.js";
import type { NetworkModel, WeightType } from "../model.js";
import {
  CERTIFICATE_FORMAT,
  type Certificate,
  type CollisionCertificate,
  type DependencyDocument,
  type LayerCertificate,
  type NetworkCertificate,
  type ProofDocument,
  type RegionsCertificate,
  sealOf,
  type TreeNode,
  weightsDigest,
} from "./format.js";

/** Weights beyond this many entries are named by their digest alone. */
const LARGEST_EMBEDDED = 200_000;

/** What the certificate says besides the answer. */
export interface CertificateContext {
  /** Counted from 1. */
  readonly layer: number;
  readonly activation: "relu" | "strictly-monotone";
  readonly weightType: WeightType;
}

/** The certificate of a decided answer; undefined for an undecided one. */
export function layerCertificate(
  question: LayerQuestion,
  answer: LayerAnswer,
  { layer, activation, weightType }: CertificateContext,
): LayerCertificate | undefined {
  if (answer.verdict === "undecided") return undefined;
  const { weights, bias, domain } = question;
  const { rows, columns, values } = weights;
  const embedded = rows * columns <= LARGEST_EMBEDDED;
  const collision = answer.verdict === "not-injective" ? answer.collision : undefined;
  return {
    layer,
    activation,
    domain: domainText(domain),
    weights: {
      rows,
      columns,
      type: weightType,
      sha256: weightsDigest(weightType, rows, columns, values, bias),
      values: embedded ? Array.from({ length: rows }, (_, i) => [...rowOf(weights, i)]) : null,
      bias: embedded && bias !== null ? [...bias] : null,
    },
    claim: answer.verdict,
    proof: answer.verdict === "injective" ? proofDocument(question, answer.proof) : null,
    witness:
      collision === undefined
        ? null
        : {
            point: vectorTexts(collision.point),
            activeRows: [...collision.activeRows],
            inputs:
              collision.inputs === null
                ? null
                : [vectorTexts(collision.inputs[0]), vectorTexts(collision.inputs[1])],
          },
  };
}

/** A collision of a whole network; undefined where the weights are too many to be embedded. */
export function networkCertificate(
  model: NetworkModel,
  domain: Domain,
  inputs: readonly [RationalVector, RationalVector],
): CollisionCertificate | undefined {
  const layers = layersDocument(model);
  return layers === undefined
    ? undefined
    : {
        claim: "not-injective",
        domain: domainText(domain),
        layers,
        inputs: [vectorTexts(inputs[0]), vectorTexts(inputs[1])],
      };
}

/** Injectivity of a whole network by its regions and separations; undefined where the weights are too many. */
export function regionsCertificate(
  model: NetworkModel,
  domain: Domain,
  { regions, separations }: Extract<ConeAnswer, { readonly verdict: "injective" }>,
): RegionsCertificate | undefined {
  const layers = layersDocument(model);
  return layers === undefined
    ? undefined
    : {
        claim: "injective",
        domain: domainText(domain),
        layers,
        regions: regions.map(({ pattern }) => [...pattern]),
        separations: separations.map(({ first, second, vector }) => [first, second, vector.map(String)]),
      };
}

function layersDocument({ layers }: NetworkModel): NetworkCertificate["layers"] | undefined {
  const entries = layers.reduce((sum, { weights }) => sum + weights.values.length, 0);
  // The verifier evaluates in fractions, which curves do not have.
  if (entries > LARGEST_EMBEDDED || layers.some(({ activation }) => activation.curve !== undefined)) {
    return undefined;
  }
  return layers.map(({ weights, bias, activation }) => ({
    weights: Array.from({ length: weights.rows }, (_, i) => [...rowOf(weights, i)]),
    bias: bias === null ? null : [...bias],
    breakpoints: [...activation.breakpoints],
    slopes: [...activation.slopes],
    anchor: [activation.anchor[0], activation.anchor[1]],
  }));
}

/** The sealed file of these claims. */
export function sealedCertificate(
  layers: LayerCertificate[],
  network: NetworkCertificate | null = null,
): Certificate {
  return { format: CERTIFICATE_FORMAT, layers, network, seal: sealOf(layers, network) };
}

function proofDocument(question: LayerQuestion, proof: Proof): ProofDocument {
  if (proof.kind === "rank") return { kind: "rank", rows: [...proof.rows] };
  if (proof.kind === "structure") {
    return { kind: "structure", always: [...proof.always], pairs: proof.pairs.map(([i, j]) => [i, j]) };
  }
  if (proof.kind === "blocks") {
    return {
      kind: "blocks",
      blocks: proof.blocks.map((block) => ({
        rows: [...block.rows],
        columns: [...block.columns],
        proof: proofDocument(restrictTo(question, block), block.proof),
      })),
    };
  }
  const system = halfspaceSystem(question);
  return {
    kind: "branching",
    dependencies: proof.dependencies.map((dependency) => dependencyDocument(system, dependency)),
    tree: treeDocument(proof.tree),
  };
}

function treeDocument(node: BranchNode): TreeNode {
  return "excluded" in node
    ? { excluded: node.excluded }
    : { dependency: node.dependency, children: node.children.map(treeDocument) };
}

/** Multipliers of the rows as stored: weight · 2^exponent, as coprime integers; that of t > 0 is the slack of the bias and is left out. */
function dependencyDocument(system: HalfspaceSystem, { rows, weights }: Dependency): DependencyDocument {
  const { layerRows, domainRows, exponents } = system;
  const document: DependencyDocument = { rows: [], lower: [], upper: [] };
  const least = rows.reduce((most, row) => Math.min(most, exponents[row]), 0);
  const multipliers = primitive(rows.map((row, i) => weights[i] << BigInt(exponents[row] - least)));
  rows.forEach((row, i) => {
    const text = `${multipliers[i]}`;
    if (row < layerRows) document.rows.push([row, text]);
    else {
      const side = domainRows[row - layerRows];
      if (side.side !== "scale") document[side.side].push([side.coordinate, text]);
    }
  });
  return document;
}
