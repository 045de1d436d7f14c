/** The fonts of a figure: names for a browser, files for what embeds them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { optionalPackage } from "../../src/optional-package.js";
import { InputError } from "../../src/result.js";
import { fontFamilyName } from "./font-name.js";

/** The faces that figures use. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly italic: Uint8Array;
  readonly bold: Uint8Array;
}

/** Fonts that need no network, with the Greek letters and subscripts of the labels. */
const FAMILIES = {
  sans: "'DejaVu Sans', Verdana, 'Segoe UI', Arial, sans-serif",
  serif: "'DejaVu Serif', Georgia, 'Times New Roman', serif",
} as const;
const FACES = {
  sans: { regular: "DejaVuSans", italic: "DejaVuSans-Oblique", bold: "DejaVuSans-Bold" },
  serif: { regular: "DejaVuSerif", italic: "DejaVuSerif-Italic", bold: "DejaVuSerif-Bold" },
} as const;

/** The family that embedded pictures fall back to. */
export const FALLBACK_FAMILY = "DejaVu Sans";

/** A font as CSS names it. @throws InputError for a font file that cannot be read */
export function fontFamily(font = "sans"): string {
  if (font === "sans" || font === "serif") return FAMILIES[font];
  return `'${isFile(font) ? fontFamilyName(fileFaces(font).regular, font) : font.replaceAll("'", "")}', ${FAMILIES.sans}`;
}

/** A style sheet with the faces of font files inside, for pictures that a browser shows; empty for other fonts. */
export function fontFaces(font = "sans"): string {
  if (!isFile(font)) return "";
  const { regular, italic, bold } = fileFaces(font);
  const name = fontFamilyName(regular, font);
  const faces: [Uint8Array, string][] = [[regular, ""]];
  if (italic !== regular) faces.push([italic, ";font-style:italic"]);
  if (bold !== regular) faces.push([bold, ";font-weight:bold"]);
  return faces
    .map(
      ([bytes, style]) =>
        `@font-face{font-family:'${name}';src:url(data:font/ttf;base64,${Buffer.from(bytes).toString("base64")})${style}}`,
    )
    .join("");
}

/**
 * The faces to embed; where a font file comes without italic or bold, its regular face stands for them.
 * @throws InputError for a name that is no file, and where the fonts are not installed
 */
export async function fontFiles(font = "sans"): Promise<FontFiles> {
  if (isFile(font)) return fileFaces(font);
  if (font !== "sans" && font !== "serif")
    throw new InputError(
      `'${font}' as the font of a PDF or PNG: expected sans, serif, or a .ttf or .otf file`,
    );
  const folder = await optionalPackage("fonts for PDF and PNG", "dejavu-fonts-ttf", async () =>
    dejavuFolder(),
  );
  const { regular, italic, bold } = FACES[font];
  const read = (name: string): Uint8Array => readFileSync(join(folder, `${name}.ttf`));
  return { regular: read(regular), italic: read(italic), bold: read(bold) };
}

/** @throws an error of a missing module where the package is not installed */
function dejavuFolder(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json");
    return join(dirname(manifest), "ttf");
  } catch (cause) {
    throw Object.assign(new Error("no fonts", { cause }), { code: "ERR_MODULE_NOT_FOUND" });
  }
}

function isFile(font: string): boolean {
  return font.split(",").every((path) => /\.(?:ttf|otf)$/i.test(path));
}

function fileFaces(font: string): FontFiles {
  const [regular, italic = regular, bold = regular] = font.split(",").map(readFont);
  return { regular, italic, bold };
}

function readFont(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new InputError(`'${path}' as a font: expected a .ttf or .otf file that can be read`);
  }
}
