/** Figures as PDF in poppler: they open, their texts are texts, their fonts are inside. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FIGURES, renderPdf, standardValues } from "../../figures/index.js";
import { hasBinary } from "../sweep/processes.js";

const folder = mkdtempSync(join(tmpdir(), "plot-pdf-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TITLES = {
  "euler-rate": ["K = (m − n)/n", "growth rate [bits per dimension]", "Growth rate of the Euler surrogate"],
  width: ["layers L", "least constant width C", "counting, entropy rates"],
  bounds: ["α = m/n (logarithmic)", "full RSB", "6.6981"],
};
const layouts = Object.entries(TITLES).flatMap(([name, titles]) =>
  [86, 178].map((width) => [name, width, titles] as const),
);

describe.skipIf(!hasBinary("pdftotext"))("in poppler", () => {
  it.each(layouts)("%s at %i mm", async (name, width, titles) => {
    const figure = FIGURES.find((candidate) => candidate.name === name);
    if (figure === undefined) throw new Error(`no figure ${name}`);
    const file = join(folder, `${name}-${width}.pdf`);
    writeFileSync(
      file,
      await renderPdf(
        figure.draw(standardValues(figure, true), () => undefined),
        { width },
      ),
    );
    const poppler = (program: string, ...words: string[]): string =>
      execFileSync(program, words, { encoding: "utf8" });
    const text = poppler("pdftotext", "-layout", file, "-").replaceAll(/\s+/g, " ");
    for (const title of titles) expect(text).toContain(title);
    const fonts = poppler("pdffonts", file).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
    expect(poppler("pdfinfo", file)).toMatch(
      new RegExp(`Page size: +${((width / 25.4) * 72).toFixed(3).slice(0, 5)}`),
    );
  });
});
