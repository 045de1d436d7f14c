/** The rooms of the package: which folder may import which. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  src: ["src"],
  rs: ["rs", "src"],
  geometry: ["geometry", "src"],
  rsb: ["rsb", "rs", "src"],
  rdt: ["rdt", "src"],
  simulation: ["simulation", "src"],
  compare: ["compare", "geometry", "rs", "rsb", "rdt", "src"],
  network: ["network", "geometry", "src"],
  sweep: ["sweep", "src"],
  figures: ["figures", "compare", "geometry", "network", "rs", "rsb", "rdt", "simulation", "src"],
  cli: ["cli", "compare", "figures", "geometry", "network", "rs", "rsb", "rdt", "simulation", "src", "sweep"],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsOf(folder: string): Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .flatMap((name) => {
      const path = join(ROOT, folder, name);
      const text = readFileSync(path, "utf8");
      return [...text.matchAll(/(?:from|import)\s+"(\.[^"]+)"/g)].map((match) => ({
        file: relative(ROOT, path),
        target: relative(ROOT, resolve(dirname(path), match[1])),
      }));
    });
}

describe.each(Object.entries(ALLOWED))("%s", (folder, allowed) => {
  it(`imports only from ${allowed.join(", ")}`, () => {
    const outward = importsOf(folder).filter(({ target }) => !allowed.includes(target.split("/")[0]));
    expect(outward).toEqual([]);
  });

  it("does not import the public index, and other methods only through their index", () => {
    for (const { file, target } of importsOf(folder)) {
      expect(target).not.toBe("index.js");
      const [room, module] = target.split("/");
      if (room !== folder && room !== "src")
        expect(`${file} -> ${room}/${module}`).toBe(`${file} -> ${room}/index.js`);
    }
  });
});
