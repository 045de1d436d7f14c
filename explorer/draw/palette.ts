/** Colours of Okabe and Ito (2008) on the page, which knows light and dark, and fixed ones for files. */

export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  readonly ground: string;
  readonly band: string;
  readonly series: readonly string[];
}

const SERIES = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

/** For files: on white, whatever the page looks like. */
export const PRINT: Palette = {
  ink: "#222222",
  faint: "#666666",
  grid: "#e6e6e6",
  ground: "#ffffff",
  band: "#f3e3cf",
  series: SERIES,
};

/** For the page: its style sheet says. */
export const SCREEN: Palette = {
  ink: "var(--ink)",
  faint: "var(--faint)",
  grid: "var(--grid)",
  ground: "var(--ground)",
  band: "var(--band)",
  series: SERIES.map((_, i) => `var(--series-${i})`),
};

export const DASHES = ["", "6 3", "2 3", "8 3 2 3", "10 2", "1 3"];
