/** A figure as a laid-out drawing, which SVG, PDF and PNG are made of. */
import type { DrawnFigure, Specification } from "../figure.js";
import { compileSpecification, completeSpecification, drawSvg, withoutLayers } from "../render.js";
import { HOVER, NARROW } from "../style.js";
import { escapeXml } from "../xml.js";
import { fitWidth } from "./fit-width.js";
import { fontFamily } from "./fonts.js";
import { type FigureLayout, pointsOf, pointsPerUnit, requireLayout } from "./layout.js";
import { wrapText } from "./text-width.js";
import { typesetSvg } from "./typeset-svg.js";

/** Sizes in units of the drawing. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const CAPTION_SIZE = 9.5;
const LINE_HEIGHT = 1.35;
const MARGIN = 8;
/** Nothing on paper is smaller. */
const LEAST_POINTS = 6;

/** @throws InputError for what is no layout, and where vega and vega-lite are not installed */
export async function pictureOf(figure: DrawnFigure, layout: FigureLayout): Promise<Picture> {
  requireLayout(layout);
  const font = fontFamily(layout.font);
  const { title, ...untitled } = completeSpecification(figure, layout.font);
  const complete: Specification = layout.title === false ? untitled : { ...untitled, title };
  const draw = async (specification: Specification): Promise<string> =>
    drawSvg((await compileSpecification(specification, [HOVER])).specification);
  const { width: target } = layout;
  const scale = pointsPerUnit(layout);
  const units = target === undefined ? undefined : pointsOf(target) / scale;
  const drawn = await draw(
    units === undefined ? withoutLayers(complete, [NARROW]) : await fitWidth(complete, units, draw),
  );
  const typeset = typesetSvg(drawn, LEAST_POINTS / scale);
  const [width, height] = sizeOf(typeset);
  const whole = { svg: typeset, width: units ?? width, height };
  return layout.caption === true ? captioned(whole, figure.caption, font) : resized(whole);
}

function sizeOf(svg: string): [number, number] {
  const [, width, height] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return [Number(width), Number(height)];
}

/** The same drawing on a ground of the given size. */
function resized({ svg, width, height }: Picture): Picture {
  const [w, h] = [width, height].map((size) => Number(size.toFixed(2)));
  const sized = svg
    .replace(
      / width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/,
      ` width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"`,
    )
    .replace(
      /<rect width="[\d.]+" height="[\d.]+" fill="white"/,
      `<rect width="${w}" height="${h}" fill="white"`,
    );
  return { svg: sized, width: w, height: h };
}

function captioned({ svg, width, height }: Picture, caption: string, font: string): Picture {
  const lines = wrapText(caption, (width - 2 * MARGIN) / CAPTION_SIZE);
  const line = CAPTION_SIZE * LINE_HEIGHT;
  const text = lines
    .map(
      (words, i) =>
        `<text transform="translate(${MARGIN},${(height + line * (i + 0.8)).toFixed(2)})" font-family="${font}" font-size="${CAPTION_SIZE}px" fill="#222222">${escapeXml(words)}</text>`,
    )
    .join("");
  const below = typesetSvg(text, CAPTION_SIZE * 0.7);
  const whole = svg.replace(/<\/svg>\s*$/, `${below}</svg>`);
  return resized({ svg: whole, width, height: height + line * lines.length + MARGIN });
}
