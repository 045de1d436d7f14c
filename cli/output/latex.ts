/** LaTeX: tables with booktabs rules (no other package is needed), and the tables of whole reports. */
import type { Table } from "../../src/table/table.js";
import type { Digits } from "../definition/shared-options.js";
import type { Look } from "./look.js";
import { type PrintedTable, printedTable } from "./printed-table.js";
import type { Report } from "./report.js";

/** The lines of a table; cells of columns that stand right are numbers. */
export function* latexLines(
  columns: PrintedTable["columns"],
  rows: Iterable<readonly string[]>,
): Generator<string, void, void> {
  const line = (cells: readonly string[]): string => `${cells.join(" & ")} \\\\\n`;
  yield "% \\usepackage{booktabs}\n";
  yield `\\begin{tabular}{${columns.map(({ align }) => align[0]).join("")}}\n\\toprule\n`;
  yield line(columns.map(({ header }) => escapeLatex(header)));
  yield "\\midrule\n";
  for (const row of rows) {
    yield line(
      row.map((cell, i) =>
        columns[i].align === "right" || NUMBER_CELL.test(cell) ? latexNumber(cell) : escapeLatex(cell),
      ),
    );
  }
  yield "\\bottomrule\n\\end{tabular}\n";
}

/** Every table of a report with its title as a comment; notes are sentences for readers and stay out. */
export function toLatex({ tables }: Report, { digits = "all" }: Pick<Look, "digits">): string {
  return tables()
    .map((table) => tableToLatex(table, digits))
    .join("\n\n");
}

/** A table with its title as a comment. */
export function tableToLatex(table: Table, digits: Digits): string {
  const { title, columns, rows } = printedTable(table, digits);
  const lines = [...latexLines(columns, rows)].join("").trimEnd();
  return title === undefined ? lines : `% ${title}\n${lines}`;
}

/** A value with its error in parentheses, wherever it stands. */
const NUMBER_CELL = /^-?[\d.]+\(\d+\)(?:e[+-]?\d+)?(?: \[[a-z-]+\])?$/;

/** `6.70(3)e-5 [stalled]`, `1.2 ± 0.3` or `∞` in mathematics; anything else as text. */
function latexNumber(text: string): string {
  const [number, status] = text.split(/ (?=\[)/);
  const terms = number
    .split(" ± ")
    .map((term) => /^(-?)(?:([\d.]+(?:\(\d+\))?)(?:e([+-]?\d+))?|(∞))$/.exec(term));
  if (terms.includes(null)) return escapeLatex(text);
  const typeset = terms.map((match) => {
    const [, sign, digits, exponent, infinity] = match ?? [];
    const power = exponent === undefined ? "" : ` \\times 10^{${Number(exponent)}}`;
    return `${sign}${infinity === undefined ? `${digits}${power}` : "\\infty"}`;
  });
  return `$${typeset.join(" \\pm ")}$${status === undefined ? "" : ` ${escapeLatex(status)}`}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "[": "{[}",
  "]": "{]}",
  "±": "$\\pm$",
  "∞": "$\\infty$",
};

/** Text that LaTeX prints as it is. */
export function escapeLatex(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\~^<>|[\]±∞]|[&%$#_{}]/g, (character) => ESCAPES[character] ?? `\\${character}`);
}
