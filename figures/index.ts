/** Figures: vega-lite specifications with their data, drawn as SVG, HTML or in the terminal. */
export {};
