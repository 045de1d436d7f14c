/** Figures on paper: exact widths, type of at least 6 pt, embedded fonts, metadata, the same bytes every time. */
import { describe, expect, it } from "vitest";
import { renderPdf, renderPng, renderSvg } from "../../figures/index.js";
import { textWidth, wrapText } from "../../figures/print/text-width.js";
import { kept } from "../../src/kept.js";
import { draw } from "./draw.js";

const MM = 72 / 25.4;

/** A figure of two panels and one with a row for each name, in one column and in two. */
const svgOf = kept((name: string, width: number) => renderSvg(draw(name), { width }));
const layouts = ["euler-rate", "bounds"].flatMap((name) => [86, 178].map((width) => [name, width] as const));

describe.each(layouts)("%s at %i mm", (name, width) => {
  it("has exactly this width", async () => {
    const [, wide, units] = / width="([\d.]+)pt" height="[\d.]+pt" viewBox="0 0 ([\d.]+) /.exec(
      await svgOf(name, width),
    ) as unknown as string[];
    expect(Number(wide)).toBeCloseTo(width * MM, 2);
    expect(Number(wide) / Number(units)).toBeCloseTo(0.8, 4);
  });

  it("has no text smaller than 6 pt, and panels as wide as they fit", async () => {
    const svg = await svgOf(name, width);
    const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => 0.8 * Number(size));
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(6);
    // Panels of one column stand one below the other.
    const frames = [...svg.matchAll(/class="background"[^>]*d="M0\.5,0\.5h(\d+)v/g)].map(([, w]) =>
      Number(w),
    );
    expect(frames).toHaveLength(name === "bounds" ? 1 : 2);
    expect(new Set(frames).size).toBe(1);
    expect(frames[0] > (0.5 * width * MM) / 0.8).toBe(name === "bounds" || width === 86);
  });
});

describe("layout", () => {
  it("leaves out the title, and sets the caption below", async () => {
    const figure = draw("euler-rate");
    const bare = await renderSvg(figure, { title: false, caption: true });
    expect(bare).not.toContain("role-title");
    expect(bare).toMatch(/<text[^>]*>Growth rate \(4\.52\)/);
    expect(await svgOf("euler-rate", 86)).toContain("role-title");
  });

  it("typesets symbols", async () => {
    expect(await svgOf("euler-rate", 86)).toContain('<tspan font-style="italic">K</tspan> = (');
  });

  it("keeps caption and parameters in the metadata", async () => {
    const figure = draw("euler-rate");
    const svg = await svgOf("euler-rate", 86);
    const { title, caption, parameters } = JSON.parse(
      (/<metadata>(.*)<\/metadata>/.exec(svg)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
    ) as Record<string, string>;
    expect([title, caption]).toEqual([figure.title, figure.caption]);
    expect(JSON.parse(parameters)).toEqual({ figure: "euler-rate", ...figure.parameters });
  });

  it("wraps text into lines that fit", () => {
    const text = "Growth rate of the Euler surrogate at m − n = Kn, for all K";
    const lines = wrapText(text, 12);
    expect(lines.join(" ")).toBe(text);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(12);
    expect(lines.length).toBeLessThanOrEqual(Math.ceil(textWidth(text) / 12) + 2);
  });

  it.each([
    [{ width: 10 }, "the width is 10: expected 40 … 1000 mm"],
    [{ fontSize: Number.NaN }, "the font size is NaN: expected 7 … 24 pt"],
    [{ font: "" }, "the font is"],
    [{ title: 1 }, "title is 1: expected true or false"],
  ])("refuses %j", async (layout, message) => {
    await expect(renderSvg(draw("euler-rate"), layout as never)).rejects.toThrow(message);
  });
});

describe("PDF", () => {
  it("has one page of the width, three embedded fonts, no date, and the same bytes every time", async () => {
    const render = (): Promise<Uint8Array> => renderPdf(draw("euler-rate"), { width: 86 });
    const bytes = Buffer.from(await render());
    expect(bytes.equals(await render())).toBe(true);
    const text = bytes.toString("latin1");
    expect(text.startsWith("%PDF-")).toBe(true);
    expect(text.match(/\/FontFile2 /g)).toHaveLength(3);
    expect(text.match(/\/Type \/Page\n/g)).toHaveLength(1);
    expect(Number(/\/MediaBox \[0 0 ([\d.]+) /.exec(text)?.[1])).toBeCloseTo(86 * MM, 2);
    expect(text).not.toContain("CreationDate");
  });
});

describe("PNG", () => {
  it("has pixels for its width and resolution, its texts, and whole chunks", async () => {
    const bytes = Buffer.from(await renderPng(draw("euler-rate"), { width: 86 }, 150));
    const chunks = chunksOf(bytes);
    expect(chunks.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["IHDR", "pHYs", "iTXt", "IDAT", "IEND"]),
    );
    for (const { checksum, expected } of chunks) expect(checksum).toBe(expected);
    expect(chunks[0].data.readUInt32BE(0)).toBe(Math.round((86 / 25.4) * 150));
    const physical = chunks.find(({ type }) => type === "pHYs")?.data;
    expect((physical?.readUInt32BE(0) ?? 0) * 0.0254).toBeCloseTo(150, 1);
    const texts = chunks.filter(({ type }) => type === "iTXt").map(({ data }) => data.toString("utf8"));
    expect(texts.some((text) => text.startsWith("Description\0") && text.includes("(4.52)"))).toBe(true);
    expect(texts.some((text) => text.includes('"figure":"euler-rate"'))).toBe(true);
  });

  it("refuses a resolution beyond its range", async () => {
    await expect(renderPng(draw("euler-rate"), {}, 5)).rejects.toThrow(
      "the resolution is 5: expected 36 … 2400",
    );
  });
});

/** CRC-32 by its table, where the writer goes bit by bit. */
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly checksum: number;
  readonly expected: number;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    const crc = png
      .subarray(at + 4, end)
      .reduce((c, byte) => TABLE[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, end),
      checksum: png.readUInt32BE(end),
      expected: (crc ^ 0xffffffff) >>> 0,
    });
    at = end + 4;
  }
  return chunks;
}
