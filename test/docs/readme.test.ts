/** README.md and the pages with command lines: every line runs on the samples, and the numbers are what the commands print. */
import { afterAll, describe, expect, test } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { blocks, numbersIn, readPage, workplace } from "./pages.js";

const place = workplace();
afterAll(place.remove);

const firstLine = (code: string): string => code.split("\n")[0];

/** The results of a command; each is run once. */
async function resultsOf(command: string): Promise<unknown> {
  if (!known.has(command)) {
    const { code, out, err } = await place.shell(`npx relu-injectivity ${command} --json`);
    expect(code, err).toBe(0);
    known.set(command, (JSON.parse(out) as { results: unknown }).results);
  }
  return known.get(command);
}
const known = new Map<string, unknown>();

/** The two commands of the first block are for a checkout: what runs these tests. */
const CHECKOUT =
  "npm ci && npm start     # recomputes the published tables\nnpm ci && npm test      # runs the tests\n";

describe.each([
  "README.md",
  "docs/commands.md",
  "docs/injectivity-check.md",
  "docs/linear-regions.md",
  "docs/bias.md",
])("%s", (page) => {
  const runnable = blocks(page, "sh").filter(({ code }) => code !== CHECKOUT);

  test.each(runnable.map(({ code }) => [firstLine(code), code]))(
    "%s …",
    { timeout: 180_000 },
    async (_, code) => {
      const { code: exit, err } = await place.shell(code);
      expect(err).not.toMatch(/^error:/m);
      expect(exit, err).toBe(0);
    },
  );
});

test("docs/commands.md names every command", () => {
  const page = readPage("docs/commands.md");
  for (const name of Object.keys(ALL_COMMANDS)) expect(page).toMatch(new RegExp(`[ \`]${name}\\b`));
});

describe("README.md", () => {
  const page = readPage("README.md");

  test("says how to start, in these words", () => {
    expect(blocks("README.md", "sh")[0].code).toBe(CHECKOUT);
  });

  test("is shorter than a page and a half, with its picture above the fold", () => {
    expect(page.split("\n").length).toBeLessThan(130);
    expect(page.slice(0, page.indexOf("\n## "))).toMatch(/!\[.+\]\(docs\/figures\/bounds\.svg\)/);
  });

  /** | quantity | published | computed | `command` | kind | */
  const rows = [...page.matchAll(/^\|([^|]+)\|([^|]*)\| *([\d.]+) *\| *`([^`|]+)` *\|[^|]*\|$/gm)].map(
    ([, quantity, published, computed, command]) => ({
      quantity: quantity.trim(),
      published: published.trim(),
      computed,
      command,
    }),
  );

  test("has its headline numbers with a command each", () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  test.each(rows)("$quantity: $computed by $command", { timeout: 120_000 }, async ({ computed, command }) => {
    const decimals = computed.split(".")[1].length;
    const printed = numbersIn(await resultsOf(command));
    expect(printed.map((value) => value.toFixed(decimals))).toContain(computed);
  });

  test("quotes the sources as the tables do", { timeout: 120_000 }, async () => {
    const published = ((await resultsOf("tables")) as { published: string }[]).map((row) => row.published);
    const quoted = rows.filter((row) => row.published !== "");
    expect(quoted.length).toBeGreaterThan(4);
    for (const row of quoted) expect(published, row.quantity).toContain(row.published);
  });

  test("begins with bounds that the table has, rounded outwards", () => {
    const quoted = (words: RegExp): number => Number(words.exec(page)?.[1]);
    const row = (quantity: string): number =>
      Number(rows.find((entry) => entry.quantity === quantity)?.computed);
    expect(quoted(/never below ([\d.]+)/)).toBeLessThanOrEqual(row("sum of rows"));
    expect(quoted(/never below ([\d.]+)/)).toBeCloseTo(row("sum of rows"), 3);
    expect(quoted(/always from ([\d.]+) on/)).toBeGreaterThanOrEqual(row("partially lifted duality"));
    expect(quoted(/always from ([\d.]+) on/)).toBeCloseTo(row("partially lifted duality"), 3);
    expect(quoted(/near ([\d.]+)/)).toBeCloseTo(row("full RSB threshold, one layer"), 3);
  });

  test("tells no other number that is not in the table, to its digits", () => {
    const prose = page.replace(/^```[\s\S]*?^```$/gm, "").replace(/^\|.*$/gm, "");
    const quoted = [...prose.matchAll(/\d+\.\d{3,}/g)].map(([text]) => text);
    expect(quoted.length).toBeGreaterThan(4);
    for (const text of quoted) {
      const unit = 10 ** -text.split(".")[1].length;
      const known = rows.some(({ computed }) => Math.abs(Number(computed) - Number(text)) < unit);
      expect(known, text).toBe(true);
    }
  });

  test("its library example prints what it says", { timeout: 60_000 }, () => {
    const [{ code: source }] = blocks("README.md", "ts");
    const { out, err } = place.module(source);
    expect(err).toBe("");
    expect(out.trim().split("\n")).toEqual([...source.matchAll(/\/\/ (.*)$/gm)].map(([, said]) => said));
  });
});
