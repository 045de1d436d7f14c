/** What is used of svg-to-pdfkit, which has no types. */
declare module "svg-to-pdfkit" {
  interface Options {
    /** Lengths without a unit are points, not pixels. */
    readonly assumePt: boolean;
    readonly fontCallback: (
      family: string,
      bold: boolean,
      italic: boolean,
      options: Record<string, boolean>,
    ) => string;
  }
  const toPdf: (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: Options) => void;
  export default toPdf;
}
