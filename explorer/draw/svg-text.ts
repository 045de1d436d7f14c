/** Pieces of SVG as text. */

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Places need no more than a hundredth of a pixel. */
export function place(value: number): string {
  return String(Math.round(100 * value) / 100);
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? place(value) : escapeXml(String(value))}"`)
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escapeXml(content));
}

/** A whole drawing, which says what it shows. */
export function drawing(width: number, height: number, title: string, content: readonly string[]): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${place(width)} ${place(height)}`,
      width,
      height,
      role: "img",
      "aria-label": title,
      "font-family": "DejaVu Sans, Verdana, Segoe UI, Arial, sans-serif",
      "font-size": 12,
    },
    ...content,
  );
}
