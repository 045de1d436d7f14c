/** Plans: order, paths, identities, refusals, laziness. */
import { describe, expect, it } from "vitest";
import { parseAxis } from "../../sweep/axis-values.js";
import type { StudyRequest } from "../../sweep/command-form.js";
import { identifyPath } from "../../sweep/identified-path.js";
import { canonicalJson, pointId } from "../../sweep/identity.js";
import { PATH_LENGTH, type Plan, planStudy } from "../../sweep/plan.js";
import { identifiedPoints } from "../../sweep/run-study.js";
import { parseShard, shardPaths, WHOLE } from "../../sweep/shard.js";
import { SOLVE } from "./forms.js";

interface Wanted {
  readonly options?: StudyRequest["options"];
  readonly axes?: Readonly<Record<string, string>>;
  readonly zip?: boolean;
  readonly continuation?: string;
}

function plan({ options = [], axes = {}, zip = false, continuation }: Wanted): Plan {
  return planStudy(SOLVE, {
    options,
    axes: Object.entries(axes).map(([name, text]) => ({ name, values: parseAxis(text, `--${name}`) })),
    zip,
    ...(continuation === undefined ? {} : { continuation }),
  });
}

const pointsOf = (made: Plan) => [...shardPaths(made, WHOLE)].flatMap((path) => made.path(path).points);
const idsOf = (made: Plan, stateOf: (id: string) => "failed" | undefined = () => undefined): string[] =>
  [...identifiedPoints(made, WHOLE, "1", stateOf)].map(({ id }) => id);

describe("the grid", () => {
  it("runs later axes fastest, with defaults resolved and the command line of each point", () => {
    const made = plan({ axes: { k: "1,2", tolerance: "1e-6,1e-8" } });
    expect(made.pointCount).toBe(4);
    expect(pointsOf(made)).toEqual([
      { parameters: { k: 1, tolerance: 1e-6 }, argv: ["solve", "--k", "1", "--tolerance", "1e-6"] },
      { parameters: { k: 1, tolerance: 1e-8 }, argv: ["solve", "--k", "1", "--tolerance", "1e-8"] },
      { parameters: { k: 2, tolerance: 1e-6 }, argv: ["solve", "--k", "2", "--tolerance", "1e-6"] },
      { parameters: { k: 2, tolerance: 1e-8 }, argv: ["solve", "--k", "2", "--tolerance", "1e-8"] },
    ]);
    expect(pointsOf(plan({ options: [{ name: "k", text: "3" }] }))).toEqual([
      { parameters: { k: 3, tolerance: 1e-12 }, argv: ["solve", "--k", "3"] },
    ]);
  });

  it("runs the axis continued along fastest, in chained paths of fixed length", () => {
    const made = plan({ axes: { alpha: "1:20:1", k: "0,1" } });
    const paths = Array.from({ length: made.pathCount }, (_, i) => made.path(i));
    expect(paths.map(({ points }) => points.length)).toEqual([PATH_LENGTH, 4, PATH_LENGTH, 4]);
    // At k = 0 the command does not continue: the points only stand together.
    expect(paths.map(({ chained }) => chained)).toEqual([false, false, true, true]);
    expect(pointsOf(made).map(({ parameters }) => parameters.k)).toEqual([
      ...Array<number>(20).fill(0),
      ...Array<number>(20).fill(1),
    ]);
  });

  it("advances all axes together with zip, without continuation", () => {
    const made = plan({ axes: { k: "1,2,3", alpha: "4,5,6" }, zip: true });
    expect(pointsOf(made).map(({ parameters }) => [parameters.k, parameters.alpha])).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(made.continuation).toBeNull();
  });

  it("takes a switch, and knows a hundred thousand points one at a time", () => {
    const [point] = pointsOf(
      plan({
        options: [
          { name: "k", text: "1" },
          { name: "exact", text: true },
        ],
      }),
    );
    expect(point.parameters).toEqual({ k: 1, tolerance: 1e-12, exact: true });
    let asked = 0;
    const values = parseAxis("0:1:0.00001", "--tolerance");
    const counting = {
      count: values.count,
      at: (i: number) => {
        asked += 1;
        return values.at(i);
      },
    };
    const made = planStudy(SOLVE, {
      options: [{ name: "k", text: "1" }],
      axes: [{ name: "tolerance", values: counting }],
      zip: false,
    });
    expect(made.pointCount).toBe(100_001);
    asked = 0;
    expect(made.path(77_777).points[0].parameters.tolerance).toBe(0.77777);
    expect(asked).toBe(1);
  });

  it.each([
    [{ axes: { alpha: "1:2:1" } }, "option 'k' is missing"],
    [{ axes: { k: "1:2:1", alhpa: "1:2:1" } }, "expected option 'alpha'?"],
    [{ axes: { k: "1:2:1", record: "a,b" } }, "names a file"],
    [{ axes: { k: "1,x" } }, "'x' in --k: expected a number"],
    [{ axes: { k: "1,2,1.0" } }, "'1.0' in option 'k' stands for a value given before"],
    [{ axes: { k: "1:1.0000000000000001:1e-17" } }, "stands for a value given before"],
    [{ axes: { k: "1,2", alpha: "1,2,3" }, zip: true }, "option 'k' has 2, option 'alpha' has 3"],
    [{ axes: { k: "1:1e5:1", alpha: "1:1e5:1" } }, "10000000000 points"],
    [{ axes: { k: "1:1e9:1e-9", alpha: "1:1e9:1e-9", tolerance: "1:1e9:1e-9" } }, "e+54 points"],
    [{ axes: { k: "1:1e300:1e-300" } }, "the grid has more than 1e308 points"],
    [{ axes: { k: "1:1e300:1e-300", alpha: "2:1e300:1e-300" }, zip: true }, "more than 1e308 points"],
    [{ options: [{ name: "k", text: "1" }], axes: { k: "1,2" } }, "option 'k' is given twice"],
    [{ axes: { k: "1,2" }, continuation: "k" }, "expected alpha or none"],
    [{ axes: { k: "1,2", exact: "1,2" } }, "option 'exact' is a switch"],
    [{ options: [{ name: "k", text: true as const }] }, "option 'k' has no value"],
  ])("refuses %j", (wanted, expected) => {
    expect(() => plan(wanted)).toThrow(expected);
  });
});

describe("identities", () => {
  it("do not depend on the order of keys or on how a number was typed", () => {
    const base = { command: ["solve"], numerics: "1", from: null };
    expect(pointId({ ...base, parameters: { a: 1, b: 2 } })).toBe(
      pointId({ ...base, parameters: { b: 2, a: 1 } }),
    );
    expect(idsOf(plan({ axes: { k: "1,2" } }))).toEqual(idsOf(plan({ axes: { k: "1.0,2e0" } })));
    expect(canonicalJson({ b: [1, Number.POSITIVE_INFINITY], a: null })).toBe(
      '{"a":null,"b":[1,"Infinity"]}',
    );
  });

  it("hold the command, every parameter, the numerical version and the chain of starts", () => {
    const identity = { command: ["solve"], parameters: { k: 1 }, numerics: "1", from: null };
    const others = [
      { ...identity, command: ["solve", "x"] },
      { ...identity, parameters: { k: 2 } },
      { ...identity, numerics: "2" },
      { ...identity, from: "0".repeat(32) },
    ];
    expect(new Set([identity, ...others].map(pointId)).size).toBe(5);
  });

  it("of a cold point are the same in a chained plan and without continuation", () => {
    const axes = { k: "1", alpha: "1:20:1" };
    const options = [{ name: "k", text: "1" }];
    const warm = idsOf(plan({ options, axes: { alpha: axes.alpha } }));
    const cold = idsOf(plan({ options, axes: { alpha: axes.alpha }, continuation: "none" }));
    expect(warm.map((id, i) => id === cold[i])).toEqual(warm.map((_, i) => i % PATH_LENGTH === 0));
  });

  it("start afresh behind a failed point", () => {
    const made = plan({ options: [{ name: "k", text: "1" }], axes: { alpha: "1:4:1" } });
    const path = made.path(0);
    const cold = idsOf(
      plan({ options: [{ name: "k", text: "1" }], axes: { alpha: "1:4:1" }, continuation: "none" }),
    );
    const [, second] = idsOf(made);
    const points = [...identifyPath(made, path, "1", (id) => (id === second ? "failed" : undefined))];
    expect(points[2].from).toBeNull();
    expect(points[2].id).toBe(cold[2]);
    expect(points[3].from).toBe(cold[2]);
  });
});

describe("shards", () => {
  it("are a partition of the paths", () => {
    const made = plan({ options: [{ name: "k", text: "1" }], axes: { alpha: "1:200:1" } });
    const parts = [1, 2, 3].map((index) => [...shardPaths(made, { index, count: 3 })]);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: made.pathCount }, (_, i) => i));
    expect(
      Math.max(...parts.map((part) => part.length)) - Math.min(...parts.map((part) => part.length)),
    ).toBe(1);
  });

  it.each(["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/1000000"])("refuse %s", (text) => {
    expect(() => parseShard(text)).toThrow("expected i/n");
  });
});
