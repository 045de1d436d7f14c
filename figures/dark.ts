/** Figures on a dark ground: a page's style sheet recolours what drawings say with their colours. */
import { COLOURS } from "./style.js";

/** Light colours of text, lines and grounds, and what stands for them in the dark. */
const IN_THE_DARK: Readonly<Record<string, string>> = {
  white: "transparent",
  "#FFFFFF": "transparent",
  black: "#e8e8e5",
  "#000": "#e8e8e5",
  "#111111": "#e8e8e5",
  "#222222": "#dcdcd8",
  "#444444": "#c4c4c0",
  "#555555": "#b4b4b0",
  "#888888": "#8c8c88",
  "#9a9a9a": "#8c8c88",
  "#d0d0d0": "#4a4e54",
  "#e6e6e6": "#383c42",
  "#e3e3e3": "#3c4148",
  "#efefef": "#34383e",
  [COLOURS.black]: "#f2f2ef",
  [COLOURS.blue]: "#4fb0ea",
  [COLOURS.vermillion]: "#ff8f4d",
  [COLOURS.green]: "#2ecc9b",
  [COLOURS.grey]: "#a4a4a0",
};

/** Rules for the drawings inside what the selector names, where the reader prefers dark pages. */
export function darkFigureRules(selector: string): string {
  const rules = Object.entries(IN_THE_DARK).flatMap(([light, dark]) =>
    ["fill", "stroke"].map((property) => `${selector} svg [${property}="${light}"] { ${property}: ${dark} }`),
  );
  return `@media screen and (prefers-color-scheme: dark) {\n${rules.join("\n")}\n}`;
}
