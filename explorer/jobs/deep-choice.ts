/** What the controls of the deep view ask for. */
import type { DualityChoice, FirstLayerTheory } from "../../compare/index.js";
import { FIRST_LAYER_THEORIES } from "../../compare/index.js";
import type { Notion } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import type { Parameters } from "../block.js";
import { textOf } from "./job.js";

/** The duality; one layer knows the weak notion only. */
export function dualityOf(parameters: Parameters, depth: number): DualityChoice {
  const chosen = textOf(parameters, "duality");
  const notion: Notion = depth > 1 && textOf(parameters, "notion") === "strong" ? "strong" : "weak";
  return { notion, dualNorms: chosen === "unit" ? "unit" : "optimal", lifted: chosen === "lifted" };
}

export function firstLayerOf(parameters: Parameters): FirstLayerTheory {
  const chosen = textOf(parameters, "firstLayer");
  return FIRST_LAYER_THEORIES.find((theory) => theory === chosen) ?? "2rsb";
}

/** Digits of a width at most. */
const LONGEST_WIDTH = 12;

/** @throws InputError for what is no list of widths */
export function widthsOf(text: string): number[] {
  const parts = text.trim().split(/\s*[-–,;x×\s]\s*/);
  if (parts.length < 2 || parts.some((part) => !/^[1-9]\d*$/.test(part) || part.length > LONGEST_WIDTH))
    throw new InputError(
      `architecture '${text.slice(0, 60)}': expected widths such as 100-700-900-1000, n first`,
    );
  return parts.map(Number);
}
