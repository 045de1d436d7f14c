/** What every file of a figure says of itself: what it shows, with all parameters. */
import { GENERATOR } from "../../src/generator.js";
import type { DrawnFigure } from "../figure.js";

export interface FigureMetadata {
  readonly title: string;
  readonly caption: string;
  /** The figure and the values of its parameters, as JSON. */
  readonly parameters: string;
  readonly generator: string;
}

export function metadataOf({ name, title, caption, parameters }: DrawnFigure): FigureMetadata {
  return {
    title,
    caption,
    parameters: JSON.stringify({ figure: name, ...parameters }),
    generator: GENERATOR,
  };
}
