/** The texts of a drawing with symbols in italics, subscripts and superscripts. */
import { formulaRuns } from "../../src/typesetting/formula-runs.js";
import { escapeXml, unescapeXml } from "../xml.js";
import { SHIFTED_SIZE } from "./text-width.js";

/** Shifts of the baseline in units of the font size. */
const SHIFT = { base: 0, sub: 0.2, sup: -0.36 } as const;

/**
 * @param svg as vega writes it
 * @param least no sub- or superscript is smaller than so many units of the drawing
 */
export function typesetSvg(svg: string, least: number): string {
  return svg.replace(
    /<text [^>]*?font-size="([\d.]+)px"[^>]*>(?:(?!<\/text>).)*<\/text>/gs,
    (element, size: string) => {
      const typeset = element.replace(
        />([^<>]+)</g,
        (_, text: string) => `>${runsOf(unescapeXml(text), Number(size), least)}<`,
      );
      // Blanks at the ends of runs count.
      return typeset === element ? element : typeset.replace("<text ", '<text xml:space="preserve" ');
    },
  );
}

function runsOf(text: string, size: number, least: number): string {
  let baseline = 0;
  return formulaRuns(text)
    .map(({ text: part, italic, level }) => {
      const shift = SHIFT[level] * size;
      const attributes = [
        ...(shift === baseline ? [] : [`dy="${Number((shift - baseline).toFixed(2))}"`]),
        ...(level === "base"
          ? []
          : [`font-size="${Number(Math.max(SHIFTED_SIZE * size, least).toFixed(2))}px"`]),
        ...(italic ? ['font-style="italic"'] : []),
      ];
      baseline = shift;
      return attributes.length === 0
        ? escapeXml(part)
        : `<tspan ${attributes.join(" ")}>${escapeXml(part)}</tspan>`;
    })
    .join("");
}
