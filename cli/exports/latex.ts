/** A store as a LaTeX table with booktabs rules; no other package is needed. */
import type { Row } from "../../sweep/index.js";
import type { PrintedColumn } from "./table-cells.js";

/** The table, line by line. */
export function* latexLines(
  columns: readonly PrintedColumn[],
  rows: Iterable<Row>,
): Generator<string, void, void> {
  const line = (cells: readonly string[]): string => `${cells.join(" & ")} \\\\\n`;
  yield "% \\usepackage{booktabs}\n";
  yield `\\begin{tabular}{${columns.map(({ align }) => align[0]).join("")}}\n\\toprule\n`;
  yield line(columns.map(({ header }) => escapeLatex(header)));
  yield "\\midrule\n";
  for (const row of rows) {
    yield line(
      columns.map(({ textOf, align }) =>
        align === "right" ? latexNumber(textOf(row)) : escapeLatex(textOf(row)),
      ),
    );
  }
  yield "\\bottomrule\n\\end{tabular}\n";
}

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
