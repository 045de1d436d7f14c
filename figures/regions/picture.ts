/** What the pictures of subdivisions share: colours, axes, numbers as text. Output depends on the data alone. */
import { XML_MARK } from "../../src/generator.js";

/** Okabe and Ito's colours, told apart by every kind of colour vision; layers take them in this order. */
export const LAYER_COLOURS = ["#1A1A1A", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7F6000"] as const;
/** Pale fills that leave the boundaries legible. */
export const FILLS = ["#DCEAF5", "#FCE9CF", "#D9EFE4", "#F6DFEB", "#F8F5CB", "#E6E6E6", "#D3DDE0"] as const;

export const INK = "#222222";
export const FAINT = "#8A8A8A";
const FONT = "font-family='Helvetica, Arial, sans-serif'";

/** Stroke width of layer k = 1, 2, …: later layers are finer. */
export function layerWidth(layer: number): number {
  return Math.max(0.7, 1.9 - 0.4 * (layer - 1));
}

export function layerColour(layer: number): string {
  return LAYER_COLOURS[(layer - 1) % LAYER_COLOURS.length];
}

/** Canvas coordinates: hundredths are finer than any screen. */
export function fixed(value: number): string {
  return value
    .toFixed(2)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");
}

export function textAt(
  x: number,
  y: number,
  words: string,
  { size = 13, anchor = "start", colour = INK, weight = "normal" } = {},
): string {
  return `<text x='${fixed(x)}' y='${fixed(y)}' ${FONT} font-size='${size}' text-anchor='${anchor}' fill='${colour}' font-weight='${weight}'>${escaped(words)}</text>`;
}

export function lineBetween(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  { colour = INK, width = 1, dash = "" } = {},
): string {
  const dashes = dash === "" ? "" : ` stroke-dasharray='${dash}'`;
  return `<line x1='${fixed(x1)}' y1='${fixed(y1)}' x2='${fixed(x2)}' y2='${fixed(y2)}' stroke='${colour}' stroke-width='${fixed(width)}' stroke-linecap='round'${dashes}/>`;
}

/** The whole picture on a white ground. */
export function svgDocument(width: number, height: number, label: string, parts: readonly string[]): string {
  const head = `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}' viewBox='0 0 ${width} ${height}' role='img' aria-label='${escaped(label)}'>`;
  return `${[head, XML_MARK, `<rect width='${width}' height='${height}' fill='#FFFFFF'/>`, ...parts, "</svg>"].join("\n")}\n`;
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten, about `count` of them, from `low` to `high`. */
export function ticksBetween(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * step);
}

/** A tick's label without rounding noise. */
export function tickText(value: number): string {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#39;");
}
