/** Figures as PDF: vectors, text as text, fonts embedded; no browser. */
import { optionalPackage } from "../../src/optional-package.js";
import { type DrawnFigure, requireDrawn } from "../figure.js";
import { escapeXml, unescapeXml } from "../xml.js";
import { FALLBACK_FAMILY, fontFiles } from "./fonts.js";
import { type FigureLayout, pointsPerUnit } from "./layout.js";
import { metadataOf } from "./metadata.js";
import { type Picture, pictureOf } from "./picture.js";

const PACKAGES = "vega vega-lite pdfkit svg-to-pdfkit dejavu-fonts-ttf";

/** What of pdfkit is used beyond its types. */
interface EmbeddedFont {
  readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean };
}

/**
 * The figure as a PDF of one page as large as the figure. The same data and layout give the same bytes.
 * @param figure with its data, as `draw` of a figure returns it
 * @param layout width in mm, type, title and caption
 * @returns the bytes of the file
 * @throws InputError for what is no figure or layout, and where the optional packages are not installed
 * @example
 * import { FIGURES, renderPdf, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * const bytes = await renderPdf(drawing, { width: 86 });
 * String.fromCharCode(...bytes.subarray(0, 5)); // "%PDF-"
 */
export async function renderPdf(figure: DrawnFigure, layout: FigureLayout = {}): Promise<Uint8Array> {
  requireDrawn(figure);
  const picture = await pictureOf(figure, layout);
  const { PDFDocument, toPdf } = await optionalPackage("figures as PDF", PACKAGES, async () => ({
    PDFDocument: (await import("pdfkit")).default,
    // Of CommonJS, without types, and asks for pdfkit by itself.
    toPdf: (await import("svg-to-pdfkit")).default,
  }));
  const { regular, italic, bold } = await fontFiles(layout.font);
  const fallback = await fontFiles("sans");
  const scale = pointsPerUnit(layout);
  const { title, caption, parameters, generator } = metadataOf(figure);
  const size: [number, number] = [picture.width * scale, picture.height * scale];
  const document = new PDFDocument({
    size,
    margin: 0,
    info: {
      Title: title,
      Subject: caption,
      Keywords: parameters,
      Producer: "pdfkit",
      // The identifier of the file is made of it: a fixed date, which is not written, for the same bytes.
      CreationDate: new Date(0),
      Creator: generator,
    },
  });
  Object.defineProperty(document.info, "CreationDate", { enumerable: false });
  const pieces: Uint8Array[] = [];
  document.on("data", (piece: Uint8Array) => pieces.push(piece));
  const ended = new Promise((resolve) => document.on("end", resolve));
  for (const [name, bytes] of Object.entries({ regular, italic, bold, fallback: fallback.regular }))
    document.registerFont(name, Buffer.from(bytes));
  document.font("regular");
  const { font } = (document as unknown as { readonly _font: EmbeddedFont })._font;
  toPdf(
    document,
    forPaper(picture, size, (code) => font.hasGlyphForCodePoint(code)),
    0,
    0,
    {
      assumePt: true,
      fontCallback: (
        family: string,
        isBold: boolean,
        isItalic: boolean,
        options: Record<string, boolean>,
      ) => {
        if (family === FALLBACK_FAMILY) return "fallback";
        options.fauxItalic = isItalic && italic === regular;
        options.fauxBold = isBold && bold === regular;
        return isBold ? "bold" : isItalic ? "italic" : "regular";
      },
    },
  );
  document.end();
  await ended;
  return Buffer.concat(pieces);
}

/** Paper is white already; characters that the font lacks are set in the fall-back. */
function forPaper(
  { svg }: Picture,
  [width, height]: readonly [number, number],
  has: (code: number) => boolean,
): string {
  return svg
    .replace(/ width="[\d.]+" height="[\d.]+"/, ` width="${width}" height="${height}"`)
    .replace(/<rect [^>]*fill="white"\/>/, "")
    .replace(/<text [^>]*>(?:(?!<\/text>).)*<\/text>/gs, (element) =>
      element.replace(/>([^<>]+)</g, (_, text: string) => {
        const parts = [...unescapeXml(text)].map((character) =>
          has(character.codePointAt(0) ?? 0)
            ? escapeXml(character)
            : `<tspan font-family="${FALLBACK_FAMILY}">${escapeXml(character)}</tspan>`,
        );
        return `>${parts.join("")}<`;
      }),
    );
}
