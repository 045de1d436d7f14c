/** The options of how a figure is laid out in its file, and which formats know them. */
import { type FigureLayout, FONT_SIZES, RESOLUTIONS, WIDTHS } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { flag, flagName, flagOff, number, text } from "../definition/option.js";

export const LAYOUT_OPTIONS = {
  width: number("width of an SVG, PDF or PNG in mm; columns of journals are about 86 and 178 wide", {
    from: WIDTHS.minimum,
    to: WIDTHS.maximum,
    defaultText: "as the figure needs",
    placeholder: "MM",
  }),
  font: text(
    "sans, serif, a font file regular.ttf[,italic.ttf[,bold.ttf]] to embed, or, for SVG and HTML, the name of a font",
    { placeholder: "FONT", defaultText: "sans" },
  ),
  fontSize: number("size of tick labels on paper in pt; nothing is smaller than 6/7 of it", {
    from: FONT_SIZES.minimum,
    to: FONT_SIZES.maximum,
    defaultText: String(FONT_SIZES.standard),
    placeholder: "PT",
  }),
  title: flagOff("the figure without its title"),
  caption: flag(
    "the caption below an SVG, PDF or PNG; with all parameters it is in the file's metadata always",
  ),
  resolution: number("pixels per inch of a PNG", {
    from: RESOLUTIONS.minimum,
    to: RESOLUTIONS.maximum,
    defaultText: String(RESOLUTIONS.standard),
    placeholder: "DPI",
  }),
};

/** What of the options was given. */
export interface LayoutValues {
  readonly width: number | undefined;
  readonly font: string | undefined;
  readonly fontSize: number | undefined;
  readonly title: boolean;
  readonly caption: boolean;
  readonly resolution: number | undefined;
}

/** What each format does with the options; the others would go unheard. */
const HEARD: Readonly<Record<string, readonly (keyof LayoutValues)[]>> = {
  ".svg": ["width", "font", "fontSize", "title", "caption"],
  ".pdf": ["width", "font", "fontSize", "title", "caption"],
  ".png": ["width", "font", "fontSize", "title", "caption", "resolution"],
  ".html": ["font", "title"],
};

/** @throws InputError for an option that a file of this format cannot follow */
export function requireHeard(values: LayoutValues, format: string): void {
  const given = (Object.keys(LAYOUT_OPTIONS) as (keyof LayoutValues)[]).filter((name) =>
    name === "title" ? !values.title : values[name] !== undefined && values[name] !== false,
  );
  const unheard = given.find((name) => HEARD[format]?.includes(name) !== true);
  if (unheard === undefined) return;
  const flagged = `--${unheard === "title" ? "no-" : ""}${flagName(unheard)}`;
  const formats = Object.keys(HEARD).filter((name) => HEARD[name].includes(unheard));
  throw new InputError(
    `${flagged} with a file ${format}: expected ${formats.join(", ").replace(/, ([^,]*)$/, " or $1")}`,
  );
}

/** The layout of the options. */
export function layoutOf({ width, font, fontSize, title, caption }: LayoutValues): FigureLayout {
  return {
    ...(width === undefined ? {} : { width }),
    ...(font === undefined ? {} : { font }),
    ...(fontSize === undefined ? {} : { fontSize }),
    title,
    caption,
  };
}
