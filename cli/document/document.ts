/** A document of sections, blocks, tables and figures, before it becomes HTML or Markdown. */
import type { DrawnFigure } from "../../figures/index.js";
import type { Table } from "../../src/table/table.js";

/** One piece of a section. Text may contain `code`, subscripts x_i, x_{i−1} and superscripts x^2. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly table: Table; readonly folded?: boolean }
  | { readonly kind: "figure"; readonly figure: DrawnFigure; readonly svg: string }
  | { readonly kind: "listing"; readonly text: string };

export interface Section {
  /** For links. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  /** The answer in one sentence, with its numbers. */
  readonly answer: string;
  readonly abstract: string;
  /** The page beside the document on which all of it is computed live, as a link from there; absent where there is none. */
  readonly explorer?: string;
  readonly sections: readonly Section[];
}

export function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}

export function list(...items: readonly string[]): Block {
  return { kind: "list", items };
}

/** A table; a folded one is shown on request, where the format can. */
export function table(contents: Table, folded = false): Block {
  return { kind: "table", table: contents, folded };
}
