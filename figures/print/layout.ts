/** How a figure is laid out on paper: its width, type, title and caption. */
import { requireFlag, requireObject } from "../../src/arguments.js";
import { InputError, shown } from "../../src/result.js";

/** All of it may be left out: then a figure has its natural size, its title and no caption. */
export interface FigureLayout {
  /** Of the whole figure, in mm, 40 … 1000; columns of journals are about 86 and 178 wide. */
  readonly width?: number;
  /** Of tick labels, in pt, 7 … 24; nothing in the figure is smaller than 6/7 of it. 8 by default. */
  readonly fontSize?: number;
  /** sans, serif, a font file, regular[,italic[,bold]], or, for SVG and HTML, the name of a family. */
  readonly font?: string;
  /** Whether the title stands in the figure. */
  readonly title?: boolean;
  /** Whether the caption stands below the figure; it is in the metadata always. */
  readonly caption?: boolean;
}

export const WIDTHS = { minimum: 40, maximum: 1000 } as const;
export const FONT_SIZES = { minimum: 7, maximum: 24, standard: 8 } as const;

/** The font size of tick labels in the coordinates of a specification. */
const LABEL_SIZE = 10;
const POINTS_PER_INCH = 72;
const MM_PER_INCH = 25.4;

/** The size of a unit of the drawing in pt: everything grows with the font. */
export function pointsPerUnit({ fontSize = FONT_SIZES.standard }: FigureLayout): number {
  return fontSize / LABEL_SIZE;
}

/** Millimetres in pt. */
export function pointsOf(mm: number): number {
  return (mm * POINTS_PER_INCH) / MM_PER_INCH;
}

/** @throws InputError for what is no layout */
export function requireLayout(layout: FigureLayout): void {
  requireObject(layout, "the layout");
  const { width, fontSize, font, title, caption } = layout;
  requireWithin(width, "the width", "mm", WIDTHS);
  requireWithin(fontSize, "the font size", "pt", FONT_SIZES);
  requireFlag(title, "title");
  requireFlag(caption, "caption");
  if (font !== undefined && (typeof font !== "string" || font === ""))
    throw new InputError(
      `the font is ${shown(font)}: expected sans, serif, a font file or the name of a font`,
    );
}

function requireWithin(
  value: unknown,
  name: string,
  unit: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): void {
  if (value === undefined || (typeof value === "number" && value >= minimum && value <= maximum)) return;
  throw new InputError(`${name} is ${shown(value)}: expected ${minimum} … ${maximum} ${unit}`);
}
