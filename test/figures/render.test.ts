/** Every figure as a picture: valid specifications, fields that exist, well-formed and reproducible SVG, sealed HTML. */
import { describe, expect, it } from "vitest";
import {
  completeSpecification,
  FIGURES,
  renderAscii,
  renderHtml,
  renderSvg,
  studyFigure,
} from "../../figures/index.js";
import { compileFigure } from "../../figures/render.js";
import { flatRows } from "../../src/table/flat-rows.js";
import { draw } from "./draw.js";

const figures = FIGURES.map(({ name }) => draw(name));
const study = studyFigure(
  [4, 2, 3].flatMap((x) =>
    ["k = 1", "k = 2"].map((series) => ({
      x,
      y: { value: x * x, error: 0.1, status: "converged" as const },
      series,
    })),
  ),
  { x: "alpha", y: "energy", series: "k" },
);

describe.each([...figures, study].map((figure) => [figure.name, figure] as const))("%s", (_, figure) => {
  it("compiles without a warning", async () => {
    expect((await compileFigure(figure)).warnings).toEqual([]);
  });

  it("describes every column, and encodes only fields that the data have", () => {
    const { columns, rows } = figure.table;
    const described = new Set(columns.map(({ name }) => name));
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) for (const name of Object.keys(row)) expect(described).toContain(name);
    for (const { name, meaning } of columns) expect(meaning, name).not.toBe("");
    const flat = flatRows(figure.table);
    const available = new Set(flat.flatMap((row) => Object.keys(row)));
    const specification = completeSpecification(figure);
    for (const name of valuesOf(specification, "as")) available.add(name);
    for (const name of valuesOf(specification, "field")) expect(available).toContain(name);
    for (const row of flat)
      for (const value of Object.values(row)) if (typeof value === "number") expect(value).not.toBeNaN();
  });

  it("is a well-formed SVG, the same bytes every time, with title and description", async () => {
    const svg = await renderSvg(figure);
    await renderSvg(study);
    expect(await renderSvg(figure)).toBe(svg);
    expectWellFormed(svg);
    expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>/);
    expect(svg).not.toContain("NaN");
    expect(svg).not.toContain("undefined");
    expect(svg.replaceAll(/xmlns(?::xlink)?="[^"]*"/g, "")).not.toMatch(/https?:/);
  });

  it("is a plot of characters in 80 columns", async () => {
    const lines = await renderAscii(figure);
    for (const line of lines) expect([...line].length, line).toBe(80);
    expect(lines.join("")).toContain("o");
  });
});

describe("interactive page", () => {
  it("has everything inside: no reference to any address", async () => {
    const html = await renderHtml(figures[0]);
    expect(html).not.toMatch(/(?:src|href)\s*=\s*["']/);
    expect(html).not.toMatch(/@import|url\(\s*["']?https?:/);
    // The runtime without its own source, which mentions addresses it never asks for.
    const own = html.slice(html.lastIndexOf("<script>")).replace(/"\$schema":"[^"]*"/, "");
    expect(own).not.toMatch(/https?:/);
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  it("text of the data cannot end the script", async () => {
    const hostile = studyFigure(
      [1, 2].map((x) => ({
        x,
        y: { value: x, error: 0, status: "converged" },
        series: "</script><script>alert(1)</script>",
      })),
      { x: "<x>", y: "y&", series: "s" },
    );
    const html = await renderHtml(hostile);
    expect(html.match(/<script/g)).toHaveLength(2);
    expectWellFormed(await renderSvg(hostile));
  });
});

/** All strings under a key, anywhere inside. */
function valuesOf(node: unknown, key: string): string[] {
  if (Array.isArray(node)) return node.flatMap((entry) => valuesOf(entry, key));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === "values") return [];
    return name === key && typeof value === "string" ? [value] : valuesOf(value, key);
  });
}

/** Every tag closed in order, every ampersand an entity. */
function expectWellFormed(document: string): void {
  const svg = document.replaceAll(/<!--[^>]*-->/g, "");
  const open: string[] = [];
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([\w:]+)((?:[^"<>]|"[^"<]*")*)>/g)) {
    if (closing === "/") expect(open.pop()).toBe(name);
    else if (!rest.endsWith("/")) open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/);
  expect(svg.replaceAll(/<(\/?)([\w:]+)((?:[^"<>]|"[^"<]*")*)>/g, "")).not.toMatch(/[<>]/);
}
