/** Figures as SVG documents. */
import { XML_MARK } from "../src/generator.js";
import { type DrawnFigure, requireDrawn } from "./figure.js";
import { fontFaces } from "./print/fonts.js";
import { type FigureLayout, pointsPerUnit } from "./print/layout.js";
import { metadataOf } from "./print/metadata.js";
import { pictureOf } from "./print/picture.js";
import { escapeXml } from "./xml.js";

/**
 * The figure as a self-contained SVG document, with caption and parameters in its metadata. The same data and layout
 * give the same bytes: text is measured by a table of character widths, never by the fonts of the machine, and the
 * identifiers inside count from zero.
 * @param figure with its data, as `draw` of a figure returns it
 * @param layout width in mm, type, title and caption; natural size without it
 * @returns the SVG document
 * @throws InputError for what is no figure or layout, and where vega and vega-lite are not installed
 * @example
 * import { FIGURES, renderSvg, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * (await renderSvg(drawing, { width: 86 })).startsWith("<svg"); // true
 */
export async function renderSvg(figure: DrawnFigure, layout: FigureLayout = {}): Promise<string> {
  requireDrawn(figure);
  const { svg, width, height } = await pictureOf(figure, layout);
  const scale = pointsPerUnit(layout);
  const size = (units: number): string => `${Number((units * scale).toFixed(3))}pt`;
  const onPaper = layout.width !== undefined || layout.fontSize !== undefined;
  const sized = onPaper
    ? svg.replace(/ width="[\d.]+" height="[\d.]+"/, ` width="${size(width)}" height="${size(height)}"`)
    : svg;
  return `${accessible(sized, figure, fontFaces(layout.font))}\n`;
}

/** Title and description for readers that speak, caption and parameters for those that search. */
function accessible(svg: string, figure: DrawnFigure, faces: string): string {
  const head = svg.indexOf(">");
  const lines = [
    `${svg.slice(0, head)} role="img">`,
    `<title>${escapeXml(figure.title)}</title>`,
    `<desc>${escapeXml(figure.description)}</desc>`,
    XML_MARK,
    `<metadata>${escapeXml(JSON.stringify(metadataOf(figure)))}</metadata>`,
    ...(faces === "" ? [] : [`<style>${faces}</style>`]),
  ];
  return `${lines.join("\n")}\n${svg.slice(head + 1)}`;
}
