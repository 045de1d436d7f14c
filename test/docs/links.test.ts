/** The links of the documentation: pages exist, and source files export the name that the link shows. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { pages, ROOT, readPage } from "./pages.js";

interface Link {
  readonly label: string;
  /** From the root of the package. */
  readonly target: string;
}

/** Links of a page to files, without those inside code blocks. */
function links(page: string): Link[] {
  const text = readPage(page).replace(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/\[([^\]]*)\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, label, target]) => ({ label, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))
    .map(({ label, target }) => ({ label, target: normalize(join(dirname(page), target)) }));
}

/** The names that a source file exports itself. */
function exportsOf(path: string): string[] {
  const source = readFileSync(join(ROOT, path), "utf8");
  const declared = source.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm);
  return [...declared].map(([, name]) => name);
}

describe.each(pages())("%s", (page) => {
  const found = links(page);

  test("links to files that exist", () => {
    expect(found.filter(({ target }) => !existsSync(join(ROOT, target)))).toEqual([]);
  });

  test("names what a source file exports", () => {
    const sources = found.filter(({ target }) => target.endsWith(".ts"));
    const wrong = sources.filter(({ label, target }) => {
      const name = /^`(\w+)`$/.exec(label)?.[1];
      return name === undefined || !exportsOf(target).includes(name);
    });
    expect(wrong).toEqual([]);
  });
});

describe("in the package", () => {
  const listed = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, npm_config_cache: mkdtempSync(join(tmpdir(), "npm-")) },
  });
  const [{ files }] = JSON.parse(listed.stdout) as [{ files: { path: string }[] }];
  const packed = files.map(({ path }) => path);
  const has = (target: string): boolean =>
    packed.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, "")}/`));

  test("every page's links lead somewhere", () => {
    const own = pages().filter((page) => packed.includes(page));
    expect(own.length).toBeGreaterThan(20);
    const lost = own.flatMap((page) =>
      links(page)
        .filter(({ target }) => !has(target))
        .map(({ target }) => `${page}: ${target}`),
    );
    expect(lost).toEqual([]);
  });

  test("is every page and sample that commands name", () => {
    const sources = readdirSync(join(ROOT, "cli"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(ROOT, "cli", name), "utf8"));
    const named = new Set(
      sources.flatMap((source) => source.match(/\b(?:docs|examples)\/[\w/-]+\.\w+(?:\.\w+)?/g) ?? []),
    );
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((target) => !has(target))).toEqual([]);
  });
});

test("every page of theory ties its formulas to the code", () => {
  const theory = pages().filter((page) => page.startsWith("docs/theory/"));
  expect(theory.length).toBeGreaterThanOrEqual(4);
  for (const page of theory) {
    const sources = links(page).filter(({ target }) => target.endsWith(".ts"));
    expect(sources.length, page).toBeGreaterThan(15);
    // As GitHub reads it: displays are closed.
    expect((readPage(page).match(/\$\$/g) ?? []).length % 2, page).toBe(0);
  }
});
