/** An expansion sequence, plain or lifted, as rows of one shape for the writers. */
import {
  capacitySensitivities,
  countConstant,
  type DualNorms,
  expansionSequence,
  type LayerParameters,
  lastLayerSaddle,
  liftedSequence,
  type Notion,
  type SaddleSignature,
  type StepChecks,
} from "../../rdt/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import type { FirstLayerRequirement } from "./first-layer.js";

/** One layer; the fields of plain duality or of lifted duality that apply. */
export interface LayerRow {
  readonly layer: number;
  readonly expansion: Quantity;
  readonly relativeExpansion: Quantity;
  readonly given: boolean;
  readonly admissible: boolean;
  /** Least admissible expansion; in layer 1 by the theory of one layer that was chosen. */
  readonly leastAdmissible: Quantity;
  /** α_i less the least admissible one. */
  readonly excess: Quantity;
  /** S_c(α_i) − T_{i−1}; in layer 1 S_2(α_1) − S_2(least). Plain only. */
  readonly margin?: Quantity;
  readonly incoming?: Quantity;
  /** The plain value beside the lifted one, and whether lifting brings anything in this layer's program. */
  readonly plain?: Quantity;
  readonly lifting?: "positive" | "none";
  readonly c3?: Quantity;
  readonly parameters: LayerParameters;
  readonly routeGap?: number;
  readonly signature?: SaddleSignature;
  readonly checks?: StepChecks;
  /** Derivatives of the last expansion in the earlier ones. */
  readonly sensitivities?: readonly Quantity[];
}

export interface SolvedSequence {
  readonly dualNorms: DualNorms;
  readonly lifted: boolean;
  readonly rows: readonly LayerRow[];
  readonly routeGap?: number;
}

export interface SequenceRequest {
  readonly given: readonly number[];
  readonly firstExpansionError: number;
  readonly requirement: FirstLayerRequirement;
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly lifted: boolean;
  readonly allowInadmissible: boolean;
  /** Second routes and sensitivities beside the expansions; they cost as much again. Default true. */
  readonly checks?: boolean;
}

/** Layers up to here are solved by both routes; sensitivities are given up to the second limit. */
const CROSS_CHECKED = 6;
const LARGEST_SENSITIVITY_DEPTH = 50;

/** Solves the sequence by the theory asked for. */
export function solveSequence(request: SequenceRequest): SolvedSequence {
  return request.lifted ? liftedRows(request) : plainRows(request);
}

function plainRows(request: SequenceRequest): SolvedSequence {
  const { depth, notion, dualNorms, requirement, checks = true } = request;
  const { layers, routeGap } = expansionSequence({
    ...request,
    firstLayerThreshold: requirement.least.value,
    crossCheckDepth: checks ? CROSS_CHECKED : 0,
  });
  const hidden = layers.slice(0, -1).map(({ expansion }) => expansion.value);
  const rows = layers.map((found): LayerRow => {
    const { layer, expansion, given, incoming, parameters, signature } = found;
    const first = layer === 1;
    const leastAdmissible = first ? requirement.least : found.leastAdmissible;
    const gap = found.routeGap;
    return {
      layer,
      expansion,
      relativeExpansion: found.relativeExpansion,
      parameters,
      given,
      ...verdict(expansion, leastAdmissible, given),
      margin: first ? firstMargin(expansion, leastAdmissible) : found.margin,
      incoming,
      ...(gap === undefined ? {} : { routeGap: gap }),
      ...(signature === undefined ? {} : { signature }),
      ...(found.checks === undefined ? {} : { checks: found.checks }),
      ...(checks &&
      layer === depth &&
      depth > 1 &&
      depth <= LARGEST_SENSITIVITY_DEPTH &&
      hidden.every(Number.isFinite)
        ? { sensitivities: capacitySensitivities(hidden, { count: countConstant(notion, depth), dualNorms }) }
        : {}),
    };
  });
  return { dualNorms, lifted: false, rows, ...(routeGap === undefined ? {} : { routeGap }) };
}

function liftedRows(request: SequenceRequest): SolvedSequence {
  const { depth, dualNorms, requirement, checks = true } = request;
  const { layers, sensitivities } = liftedSequence({
    ...request,
    parameterErrors: checks,
    firstLayerThreshold: requirement.least.value,
  });
  const rows = layers.map((found): LayerRow => {
    const { layer, expansion, given, plain, lifting, c3, parameters, signature } = found;
    return {
      layer,
      expansion,
      relativeExpansion: found.relativeExpansion,
      parameters,
      given,
      ...verdict(expansion, layer === 1 ? requirement.least : found.leastAdmissible, given),
      plain,
      lifting,
      c3,
      ...(signature === undefined ? {} : { signature }),
      ...(layer === depth && depth > 1 ? { sensitivities } : {}),
    };
  });
  return { dualNorms, lifted: true, rows };
}

/** A copied threshold may be a few units in the last place below it; the library allows 1e-12. */
const SLACK = 1e-12;

function verdict(
  expansion: Quantity,
  leastAdmissible: Quantity,
  given: boolean,
): Pick<LayerRow, "admissible" | "leastAdmissible" | "excess"> {
  const difference = given ? expansion.value - leastAdmissible.value : 0;
  const error = expansion.error + (given ? leastAdmissible.error : 0) + roundingError(expansion.value);
  return {
    admissible: expansion.value >= leastAdmissible.value * (1 - SLACK),
    leastAdmissible,
    excess: quantity(difference, error, leastAdmissible.status),
  };
}

/** The margin of layer 1 in the units of the others, against the least expansion of the theory chosen for it. */
function firstMargin(expansion: Quantity, least: Quantity): Quantity {
  const [given, needed] = [lastLayerSaddle(expansion.value, 2), lastLayerSaddle(least.value, 2)];
  const error = given.slope * expansion.error + needed.slope * least.error + roundingError(given.value, 8);
  return quantity(given.value - needed.value, error, least.status);
}
