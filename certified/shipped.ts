/** The proofs that are published with the project (docs/proofs), each with the search that finds it again. */
import type { Proof } from "./format/index.js";
import { searchConstants } from "./search/constants.js";
import { searchFinite } from "./search/finite.js";
import { searchLifted } from "./search/lifted.js";
import { searchStrongLiftedWidth, searchWeakLiftedWidth } from "./search/lifted-width.js";
import { searchPlain } from "./search/plain.js";
import { searchRsb } from "./search/rsb.js";
import { searchUnit } from "./search/unit.js";
import { searchStrongWidth, searchWeakWidth } from "./search/width.js";

export interface ShippedProof {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly search: () => Proof;
}

/** The 2-RSB threshold as rounded in the literature, the first expansion of every deep proof. */
const FIRST = "6.7004";

/** Hidden expansions of each deep proof: the bounds certified before, or what is printed (unit norms). */
const PLAIN = {
  weak: [FIRST, "7.530795067739203", "7.427787322681117"],
  strong: [FIRST, "11.448070609808455", "11.350010535209393"],
};
const UNIT = { weak: [FIRST, "8.267", "9.49"], strong: [FIRST, "12.35"] };
const LIFTED = { weak: [FIRST, "7.4081233816", "7.36441325"], strong: [FIRST, "11.0268289033"] };

/** Rows and columns of the shipped bounds at finite n. */
const SIZES = [
  [200, 20],
  [400, 50],
  [450, 50],
  [780, 100],
  [800, 100],
  [850, 100],
  [1520, 200],
  [7500, 1000],
] as const;

const NOTIONS = [
  ["weak", 2],
  ["strong", 4],
] as const;

function deep(
  method: string,
  expansions: { readonly weak: readonly string[]; readonly strong: readonly string[] },
  search: (hidden: readonly string[], count: 2 | 4) => Proof,
): ShippedProof[] {
  return NOTIONS.flatMap(([notion, count]) =>
    expansions[notion].map((_, i) => ({
      name: `${method}-${i + 2}-${notion}`,
      search: () => search(expansions[notion].slice(0, i + 1), count),
    })),
  );
}

/** Decimals of a lifted bound by its number of hidden layers: slacks of 1e-11 and 1e-9. */
const liftedDigits = (hidden: readonly string[]): number => (hidden.length === 1 ? 10 : 8);

export const shippedProofs: readonly ShippedProof[] = [
  ...NOTIONS.map(([notion, count]) => ({
    name: `plain-1-${notion}`,
    search: () => searchPlain({ hidden: [], count, digits: 15 }),
  })),
  ...deep("plain", PLAIN, (hidden, count) => searchPlain({ hidden, count, digits: 15 })),
  { name: "plain-2-weak-28-digits", search: () => searchPlain({ hidden: [FIRST], count: 2, digits: 28 }) },
  ...deep("unit", UNIT, (hidden, count) => searchUnit({ hidden, count, digits: 9 })),
  ...NOTIONS.map(([notion, count]) => ({
    name: `lifted-1-${notion}`,
    search: () => searchLifted({ hidden: [], count, digits: 11 }),
  })),
  ...deep("lifted", LIFTED, (hidden, count) => searchLifted({ hidden, count, digits: liftedDigits(hidden) })),
  { name: "width-weak", search: () => searchWeakWidth(13) },
  { name: "width-strong", search: () => searchStrongWidth(12) },
  { name: "lifted-width-weak", search: () => searchWeakLiftedWidth(11) },
  { name: "lifted-width-strong", search: () => searchStrongLiftedWidth(10) },
  ...SIZES.map(([rows, columns]) => ({
    name: `finite-${rows}x${columns}`,
    search: () => searchFinite({ rows, columns }),
  })),
  { name: "constants", search: () => searchConstants() },
  { name: "krsb-1", search: () => searchRsb(1) },
  { name: "krsb-2", search: () => searchRsb(2) },
];
