/** What a computation shows: blocks of plain data, which the page draws and which leave it as CSV and SVG. */
import type { Quantity } from "../src/result.js";
import type { Word } from "./words.js";

/** A label, with the word of the lexicon that explains it. */
export interface Label {
  readonly text: string;
  readonly word?: Word;
}

/** Verdicts and remarks. `tone` colours the first one of a view. */
export interface SentenceBlock {
  readonly kind: "sentence";
  readonly text: string;
  readonly tone: "yes" | "no" | "open" | "plain" | "problem";
  readonly details?: readonly string[];
}

/** Named numbers with their errors. */
export interface NumbersBlock {
  readonly kind: "numbers";
  readonly title: string;
  readonly numbers: readonly (Label & { readonly value: Quantity | string })[];
}

/** Cells are texts, or numbers with errors; plain numbers are exact. */
export type Cell = string | number | Quantity | null;

export interface TableBlock {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly Label[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes?: readonly string[];
}

export interface Axis extends Label {
  readonly log?: boolean;
  /** Fixed ends; otherwise those of the data. */
  readonly from?: number;
  readonly to?: number;
}

/** A line, a staircase or single marks; errors are half-lengths of bars in y. */
export interface Series {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly errors?: ArrayLike<number>;
  readonly mode: "line" | "marks" | "both" | "dashed";
  /** What each point is called where it is read. */
  readonly names?: readonly string[];
}

/** A vertical line; with the name of a control it can be dragged. */
interface VerticalLine {
  readonly x: number;
  readonly text: string;
  readonly control?: string;
}

export interface PlotBlock {
  readonly kind: "plot";
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly verticals?: readonly VerticalLine[];
  readonly horizontals?: readonly { readonly y: number; readonly text: string; readonly control?: string }[];
  /** A shaded interval of x. */
  readonly band?: { readonly from: number; readonly to: number; readonly text: string };
  readonly note?: string;
}

/** Values on one axis, each in a row of its own: bounds and thresholds. */
export interface RangeBlock {
  readonly kind: "range";
  readonly title: string;
  readonly axis: Axis;
  readonly rows: readonly {
    readonly name: string;
    readonly value: Quantity;
    /** A lower bound excludes what lies left of it. */
    readonly side: "lower" | "upper" | "threshold";
    readonly note: string;
  }[];
  readonly vertical?: VerticalLine;
}

/** A matrix with one row per unit; rows that are active are set off. */
export interface MatrixBlock {
  readonly kind: "matrix";
  readonly title: string;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** w_i · x of the input x that is shown. */
  readonly products: Float64Array;
  readonly text: string;
}

/** Linear regions in a square, or on a segment as bars. Corners in the coordinates of the square, −1 … 1. */
export interface RegionsBlock {
  readonly kind: "regions";
  readonly title: string;
  /** Corners x, y, x, y, … of each region. */
  readonly polygons: readonly Float64Array[];
  /** What a click says of each region. */
  readonly texts: readonly string[];
  /** A number per region for its colour. */
  readonly shades: readonly number[];
  readonly shape: "square" | "segment";
}

/** Files to take home. */
interface FilesBlock {
  readonly kind: "files";
  readonly files: readonly { readonly name: string; readonly text: string; readonly label: string }[];
}

export type Block =
  | SentenceBlock
  | NumbersBlock
  | TableBlock
  | PlotBlock
  | RangeBlock
  | MatrixBlock
  | RegionsBlock
  | FilesBlock;

/** Where a computation puts its blocks: slots of the view, each with one block that later ones replace. */
export type Post = (slot: string, block: Block | null) => void;

/** The values of a view's controls. */
export type Parameters = Readonly<Record<string, number | string>>;

/** A file that was dropped: a `File` of the browser, which is handed to the worker unread. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
