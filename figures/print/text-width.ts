/** Widths of text by a table of characters, never by the fonts of the machine: the same figure has the same bytes. */
import { formulaRuns } from "../../src/typesetting/formula-runs.js";

/** Size of sub- and superscripts beside their text. */
export const SHIFTED_SIZE = 0.75;

/** Advance widths of DejaVu Sans in hundredths of the font size; nearly every other font is narrower. */
const WIDTHS: Readonly<Record<number, string>> = {
  28: "'ijlI′",
  32: " ,.·’J",
  34: "/:;\\|ι",
  36: "f-‐″",
  39: "()[]t!r°",
  46: '"*_`–',
  52: "sz∂∫“”?εζc",
  57: "LΓνξFkυχ",
  60: "vxyγκλPπτTYaoδθοeé",
  63: "ESbdghnpquΞΣηρσ⋆",
  64: "$0123456789{}βμ√Kαφψ",
  69: "AVΑΔΛBRXZΒC∑",
  75: "UHNΠΩDG&",
  80: "OQΘΦΨw",
  84: "#+<=>^~ω−×±≤≥≈→←↦∞",
  88: "M∈∉",
  98: "%mW@—…",
};
const WIDTH = new Map(
  Object.entries(WIDTHS).flatMap(([width, characters]) =>
    [...characters].map((character) => [character, Number(width) / 100] as const),
  ),
);
const OTHER = 0.65;

/** The width of a text in units of its font size, as it is typeset. */
export function textWidth(text: string): number {
  let width = 0;
  for (const run of formulaRuns(text)) {
    const size = run.level === "base" ? 1 : SHIFTED_SIZE;
    for (const character of run.text) width += size * (WIDTH.get(character) ?? OTHER);
  }
  return width;
}

/** The text in lines no wider than `width` font sizes, broken at blanks. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
