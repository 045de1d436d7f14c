/** Figures as PNG, drawn from the SVG by resvg in WebAssembly; no browser. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { optionalPackage } from "../../src/optional-package.js";
import { InputError, shown } from "../../src/result.js";
import { type DrawnFigure, requireDrawn } from "../figure.js";
import { fontFamilyName } from "./font-name.js";
import { FALLBACK_FAMILY, fontFiles } from "./fonts.js";
import { type FigureLayout, pointsPerUnit } from "./layout.js";
import { metadataOf } from "./metadata.js";
import { pictureOf } from "./picture.js";
import { withChunks } from "./png-chunks.js";

const PACKAGES = "vega vega-lite @resvg/resvg-wasm dejavu-fonts-ttf";
export const RESOLUTIONS = { minimum: 36, maximum: 2400, standard: 300 } as const;
const POINTS_PER_INCH = 72;
const INCHES_PER_METRE = 1 / 0.0254;

type Resvg = typeof import("@resvg/resvg-wasm");
let loaded: Promise<Resvg> | undefined;

/**
 * The figure as a PNG that says how large it is on paper.
 * @param figure with its data, as `draw` of a figure returns it
 * @param layout width in mm, type, title and caption
 * @param resolution pixels per inch, 36 … 2400
 * @returns the bytes of the file
 * @throws InputError for what is no figure or layout, and where the optional packages are not installed
 * @example
 * import { FIGURES, renderPng, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * const bytes = await renderPng(drawing, { width: 86 });
 * String.fromCharCode(...bytes.subarray(1, 4)); // "PNG"
 */
export async function renderPng(
  figure: DrawnFigure,
  layout: FigureLayout = {},
  resolution: number = RESOLUTIONS.standard,
): Promise<Uint8Array> {
  requireDrawn(figure);
  const { minimum, maximum } = RESOLUTIONS;
  if (!(resolution >= minimum && resolution <= maximum))
    throw new InputError(
      `the resolution is ${shown(resolution)}: expected ${minimum} … ${maximum} pixels per inch`,
    );
  const picture = await pictureOf(figure, layout);
  loaded ??= optionalPackage("figures as PNG", PACKAGES, loadResvg);
  const { Resvg } = await loaded;
  const files = await fontFiles(layout.font);
  const fallback = await fontFiles("sans");
  const width = Math.round((picture.width * pointsPerUnit(layout) * resolution) / POINTS_PER_INCH);
  const image = new Resvg(picture.svg, {
    fitTo: { mode: "width", value: width },
    font: {
      fontBuffers: [...new Set([...Object.values(files), ...Object.values(fallback)])],
      defaultFontFamily: fontFamilyName(files.regular, layout.font ?? FALLBACK_FAMILY),
    },
  });
  const drawn = image.render();
  const bytes = drawn.asPng();
  drawn.free();
  image.free();
  const { title, caption, parameters, generator } = metadataOf(figure);
  return withChunks(bytes, Math.round(resolution * INCHES_PER_METRE), {
    Software: generator,
    Title: title,
    Description: caption,
    Parameters: parameters,
  });
}

async function loadResvg(): Promise<Resvg> {
  const resvg = await import("@resvg/resvg-wasm");
  const module = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  await resvg.initWasm(readFileSync(module));
  return resvg;
}
