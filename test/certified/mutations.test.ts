/** Thousands of changed proof files: each is refused, or its claim is true; both checkers say the same. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import {
  checkProof,
  type Proof,
  proofText,
  readProof,
  searchConstants,
  searchFinite,
  searchLayer,
  searchLifted,
  searchLiftedLayer,
  searchPlain,
  searchStrongLiftedWidth,
  searchStrongWidth,
  searchUnit,
  searchWeakLiftedWidth,
  searchWeakWidth,
} from "../../certified/index.js";
import { generator, mutated } from "./mutations.js";
import { claimHolds, constantsAgree } from "./oracle.js";
import { hasFlint, secondVerdicts } from "./second-checker.js";

/** One coarse and hence small proof of each kind. */
function smallProofs(): Readonly<Record<string, Proof>> {
  const plain = searchPlain({ hidden: ["6.7004", "7.54"], count: 2, digits: 5 });
  const unit = searchUnit({ hidden: ["6.7004"], count: 4, digits: 1 });
  const [{ below: plainBelow }, { below: unitBelow }] = [plain, unit];
  if (plainBelow === undefined || unitBelow === undefined) throw new Error("no lower end");
  const { schema } = plain;
  const krsb = readProof(readFileSync(new URL("../../docs/proofs/krsb-1.json", import.meta.url), "utf8"));
  return {
    plain,
    unit,
    "plain-lower": { schema, kind: "plain-lower", count: 2, ...plainBelow },
    "unit-lower": { schema, kind: "unit-lower", count: 4, ...unitBelow },
    "lifted, one layer": searchLifted({ hidden: [], count: 4, digits: 4 }),
    "lifted, two layers": searchLifted({ hidden: ["6.7004"], count: 2, digits: 1 }),
    "width, weak": searchWeakWidth(8),
    "width, strong": searchStrongWidth(6),
    "lifted-width, weak": searchWeakLiftedWidth(6),
    "lifted-width, strong": searchStrongLiftedWidth(1),
    layer: searchLayer({ margin: "-0.5", units: "1", digits: 6 }),
    "layer, any count": searchLayer({ margin: "0.25", units: "0.7", digits: 3 }),
    "lifted-layer": searchLiftedLayer({ margin: "-1", units: "1.5", digits: 3 }),
    "finite, with a bias": searchFinite({ rows: 110, columns: 20, margin: "-0.5" }),
    finite: searchFinite({ rows: 200, columns: 20 }),
    constants: searchConstants(20),
    krsb: { ...krsb, bound: "6.7157", spacing: ["0.1"], R: "6" } as Proof,
  };
}

const MUTATIONS_OF_EACH = 170;
const texts: string[] = [];
const verdicts: boolean[] = [];
const proofs = smallProofs();

describe.each(Object.entries(proofs))("%s", (name, proof) => {
  const text = proofText(proof);

  test("stands as found", () => {
    expect(checkProof(text)).toMatchObject({ valid: true, kind: proof.kind });
    expect(claimHolds(proof)).toBe(true);
    texts.push(text);
    verdicts.push(true);
  });

  test("no change makes it claim something false", () => {
    const random = generator([...name].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7) % 100003);
    let refused = 0;
    for (let i = 0; i < MUTATIONS_OF_EACH; i++) {
      const { text: changed, change } = mutated(text, random);
      const checked = checkProof(changed);
      texts.push(changed);
      verdicts.push(checked.valid);
      expect(!checked.valid || claimHolds(readProof(changed)), `${name}: ${change}`).toBe(true);
      if (!checked.valid) refused++;
    }
    expect(refused).toBeGreaterThan(MUTATIONS_OF_EACH / 4);
  });
});

test("some changes leave a true claim, which is accepted", () => {
  expect(verdicts.length).toBe((MUTATIONS_OF_EACH + 1) * Object.keys(proofs).length);
  expect(verdicts.filter((valid) => valid).length).toBeGreaterThan(2 * Object.keys(proofs).length);
});

describe("the second checker", () => {
  let answers: string[] = [];
  beforeAll(() => {
    if (!hasFlint) return;
    answers = secondVerdicts(texts);
  }, 300_000);

  test.skipIf(!hasFlint)("agrees on every file", () => {
    expect(texts.length).toBeGreaterThan(2000);
    expect(answers).toHaveLength(texts.length);
    const differing = texts.filter((_, i) => (answers[i] === "valid") !== verdicts[i]);
    expect(differing.map((text) => text.slice(0, 300))).toEqual([]);
  });
});

test("the oracle's constants solve their equations", () => {
  expect(constantsAgree()).toBe(true);
});
