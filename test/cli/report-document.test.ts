/** The report's formats on small documents. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { list, paragraph, type ReportDocument, table } from "../../cli/document/document.js";
import { writeDocument } from "../../cli/document/files.js";
import { documentToHtml } from "../../cli/document/html.js";
import { documentToMarkdown } from "../../cli/document/markdown.js";
import { filesOf } from "../../cli/files/files.js";
import { FIGURES, renderSvg, standardValues } from "../../figures/index.js";
import { EXPLORER } from "../explorer/page.js";
import { expectRefusedAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const small: ReportDocument = {
  title: "A < B & C",
  answer: "alpha_2 is 8.26",
  abstract: "q_{i−1} and α_∞, m_i², 2^{−C}, x^2, `a_b^c <t>`, w_μ·x",
  sections: [
    {
      id: "one",
      title: "First",
      blocks: [
        paragraph("T_0 = 1"),
        list("a", "b"),
        table({
          title: "Things",
          columns: [
            { name: "n", meaning: "inputs" },
            { name: "agrees", meaning: "whether it agrees" },
          ],
          rows: [{ n: 1, agrees: "NO" }],
          notes: ["a note"],
        }),
        { kind: "listing", text: "@misc{a_b, x = {<y>}}" },
      ],
    },
  ],
};

describe("HTML", () => {
  const html = documentToHtml(small);

  it("sets formulas, and leaves code alone", () => {
    expect(html).toContain("<h1>A &lt; B &amp; C</h1>");
    expect(html).toContain(
      "q<sub>i−1</sub> and α<sub>∞</sub>, m<sub>i</sub>², 2<sup>−C</sup>, x<sup>2</sup>, <code>a_b^c &lt;t&gt;</code>, w<sub>μ</sub>·x",
    );
    expect(html).toContain('<p class="answer">α<sub>2</sub> is 8.26</p>');
    expect(html).toContain("@misc{a_b, x = {&lt;y&gt;}}");
  });

  it("has headings, scopes, captions and links for every reader", () => {
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<a href="#one">First</a>');
    expect(html).toContain('<section id="one" aria-labelledby="one-title">');
    expect(html).toContain("<caption>Things</caption>");
    expect(html).toContain('<th scope="col" class="number">n</th>');
    expect(html).toContain('<th scope="row" class="number">1</th><td class="bad">NO</td>');
  });
});

describe("Markdown", () => {
  it("has the same pieces", () => {
    const text = documentToMarkdown(small, (name) => `${name}.svg`);
    for (const piece of [
      "# A < B & C",
      "alpha_2 is 8.26",
      "- [First](#one)",
      "## First",
      "- a\n- b",
      "| ---: | --- |",
      "```\n@misc",
    ])
      expect(text).toContain(piece);
  });
});

describe("files", () => {
  it("Markdown has its figures beside it, HTML inside", async () => {
    const place = join(folder, "files");
    mkdirSync(place);
    const rate = FIGURES.find(({ name }) => name === "euler-rate");
    if (rate === undefined) throw new Error("no figure euler-rate");
    const figure = rate.draw(standardValues(rate, true), () => undefined);
    const svg = await renderSvg(figure);
    const section = { id: "two", title: "Second", blocks: [{ kind: "figure", figure, svg }] } as const;
    const document = { ...small, sections: [...small.sections, section] };
    const write = (name: string, explorer: boolean): string[] =>
      writeDocument({ document, output: join(place, name), quick: true, explorer }, filesOf([], false));
    expect(write("r.md", false)).toHaveLength(2);
    expect(write("r.html", false)).toHaveLength(1);
    expect(readdirSync(place).sort()).toEqual(["r-euler-rate.svg", "r.html", "r.md"]);
    expect(readFileSync(join(place, "r-euler-rate.svg"), "utf8")).toBe(svg);
    expect(readFileSync(join(place, "r.md"), "utf8")).toContain("](r-euler-rate.svg)");
    // The picture in the page is this file, its identifiers prefixed.
    const html = readFileSync(join(place, "r.html"), "utf8");
    const plain = (text: string): string => text.replaceAll(/(id="|url\(#|href="#)(euler-rate-)?/g, "$1");
    expect(plain(html)).toContain(plain(svg).trim());
    expect(documentToHtml(document)).toBe(html);
    // The explorer stands beside whoever links it.
    expect(html).not.toContain("explorer.html");
    for (const [name, link] of [
      ["r.html", '<a href="explorer.html">'],
      ["r.md", "[The explorer](explorer.html)"],
    ]) {
      expect(write(name, true)).toContain(join(place, "explorer.html"));
      expect(readFileSync(join(place, name), "utf8")).toContain(link);
      expect(readFileSync(join(place, "explorer.html")).equals(readFileSync(EXPLORER))).toBe(true);
    }
  });
});

describe("bad input", () => {
  it.each([
    ["report --output report.pdf", "expected a name ending in .html or .md"],
    ["report --output .html", "expected a name ending in .html or .md"],
    ["report --output explorer.html", "expected two files"],
  ])("%s", async (line, expected) => {
    await expectRefusedAsync(line, expected);
  });
});
