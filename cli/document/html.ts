/** A document as one HTML file that needs nothing else: styles, figures and text inside, no script, no request. */
import { escapeXml } from "../../figures/index.js";
import { HTML_MARK } from "../../src/generator.js";
import type { Table } from "../../src/table/table.js";
import { type PrintedTable, printedTable } from "../output/printed-table.js";
import type { Block, ReportDocument, Section } from "./document.js";
import { REPORT_STYLE } from "./style.js";
import { LIVE } from "./text.js";

/** The whole page. */
export function documentToHtml({ title, answer, abstract, explorer, sections }: ReportDocument): string {
  const contents = sections
    .map(({ id, title: name }) => `<li><a href="#${id}">${inline(name)}</a></li>`)
    .join("\n");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${HTML_MARK}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${inline(title)}</h1>
<p class="answer">${inline(answer)}</p>
<p class="abstract">${inline(abstract)}</p>
${explorer === undefined ? "" : `<p class="live"><a href="${escapeXml(explorer)}">${LIVE[0]}</a> ${LIVE[1]}</p>\n`}</header>
<nav aria-label="Contents">
<h2>Contents</h2>
<ol>
${contents}
</ol>
</nav>
<main id="content">
${sections.map(sectionHtml).join("\n")}
</main>
</body>
</html>
`;
}

function sectionHtml({ id, title, blocks }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${inline(title)}</h2>
${blocks.map(blockHtml).join("\n")}
</section>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${inline(block.text)}</p>`;
    case "list":
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join("\n")}\n</ul>`;
    case "table":
      return tableHtml(block.table, block.folded === true);
    case "figure":
      return figureHtml(block.figure.name, block.svg, block.figure.caption);
    case "listing":
      return `<pre><code>${escapeXml(block.text)}</code></pre>`;
  }
}

/** In the dark the style sheet recolours the picture; identifiers inside carry the figure's name. */
function figureHtml(name: string, svg: string, caption: string): string {
  const own = svg.replace(/(id="|url\(#|href="#)/g, `$1${name}-`).trim();
  return `<figure id="figure-${name}">
<div class="paper">${own}</div>
<figcaption>${inline(caption)}</figcaption>
</figure>`;
}

function tableHtml(table: Table, folded: boolean): string {
  const { title, columns, rows, notes = [] } = printedTable(table);
  const head = columns
    .map((column) => `<th scope="col"${align(column)}>${inline(column.header)}</th>`)
    .join("");
  const body = rows
    .map((row) => {
      const cells = row.map((cell, i) =>
        i === 0
          ? `<th scope="row"${align(columns[i])}>${inline(cell)}</th>`
          : `<td${align(columns[i], cell)}>${inline(cell)}</td>`,
      );
      return `<tr>${cells.join("")}</tr>`;
    })
    .join("\n");
  const caption = title === undefined ? "" : `<caption>${inline(title)}</caption>\n`;
  const whole = `<div class="table" tabindex="0" role="group" aria-label="${escapeXml(title ?? "table")}"><table>
${folded ? "" : caption}<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>
${notes.map((note) => `<p class="note">${inline(note)}</p>`).join("\n")}`;
  return folded ? `<details><summary>${inline(title ?? "table")}</summary>\n${whole}</details>` : whole;
}

function align(column: PrintedTable["columns"][number], cell = ""): string {
  const verdict = cell === "NO" || cell === "fails" || cell === "invalid" ? " bad" : "";
  const right = column.align === "right" ? "number" : "";
  const name = `${right}${verdict}`.trim();
  return name === "" ? "" : ` class="${name}"`;
}

/** Text with `code`, subscripts and superscripts; the rest is escaped. */
function inline(text: string): string {
  return text
    .split("`")
    .map((part, i) => (i % 2 === 1 ? `<code>${escapeXml(part)}</code>` : formulas(escapeXml(part))))
    .join("");
}

function formulas(text: string): string {
  return text
    .replace(SPELT, (name) => GREEK[name])
    .replace(
      /(?<=[\p{L})\]])_(?:\{([^}]*)\}|([\p{L}0-9∞]+))/gu,
      (_, braced, plain) => `<sub>${braced ?? plain}</sub>`,
    )
    .replace(/\^(?:\{([^}]*)\}|([−-]?[\p{L}0-9]+))/gu, (_, braced, plain) => `<sup>${braced ?? plain}</sup>`);
}

/** Letters that identifiers of published numbers spell. */
const GREEK: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  zeta: "ζ",
  kappa: "κ",
  lambda: "λ",
  nu: "ν",
  xi: "ξ",
  rho: "ρ",
  phi: "φ",
  chi: "χ",
};
const SPELT = new RegExp(`(?<![\\p{L}\\d-])(?:${Object.keys(GREEK).join("|")})(?![\\p{L}\\d-])`, "gu");
