/** The proved expansions of a sequence, layer by layer, where a proof is found in passing. */
import { certificate, searchLifted, searchPlain, searchUnit } from "../../certified/index.js";
import { countConstant } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import type { LayerRow, SequenceRequest } from "./layer-rows.js";

/** Deepest layer that is proved in passing, about half a second each. */
const DEEPEST = { plain: 6, unit: 6, lifted: 4 };
/** Decimals of the proved bounds: rectangles multiply with each for unit norms and with lifting. */
const DIGITS = { plain: 10, unit: 6, lifted: 8 };
/** Decimals of a first layer by replica theory, rounded up. */
const FIRST_DIGITS = 10;
/** Wider layers are left without a proof. */
const WIDEST = 1e6;

type Method = keyof typeof DEEPEST;

/**
 * For each layer the least expansion that is proved to be enough by the duality of the request, after layers of the
 * given expansions, taken as decimals, and of the proved ones where none is given; a layer 1 by replica theory is taken
 * at its value rounded up at the tenth decimal. Layer 1 itself has a proof where its theory is a duality.
 * @param request the sequence as it was solved
 * @param rows its layers
 * @returns a decimal rounded up, or null where there is no proof: replica theory, layers beyond the sixth (with lifting
 * beyond the fourth), lifting with unit norms, no admissible expansion, or behind a layer that is not admissible
 */
export function certifiedSequence(request: SequenceRequest, rows: readonly LayerRow[]): (string | null)[] {
  const { given, requirement, notion } = request;
  const hidden: string[] = [];
  return rows.map((row, i) => {
    // The chain is broken: a layer before has no decimal, or is too narrow itself, where proofs grow long.
    if (hidden.length < i || rows.slice(0, i).some(({ admissible }) => !admissible)) return null;
    const before = [...hidden];
    const method = i === 0 ? firstMethod(request) : methodOf(request, row);
    const count = countConstant(notion, row.layer) === 4 ? 4 : 2;
    const proved = method === null || !provable(row) ? null : prove(method, before, count);
    const chosen = i < given.length && !(i === 0 && given[0] === requirement.least.value);
    const decimal = chosen ? decimalOf(given[i]) : (proved ?? (i === 0 ? roundedUp(given[0]) : null));
    if (decimal !== null && Number(decimal) > 2 && Number(decimal) < WIDEST) hidden.push(decimal);
    return proved;
  });
}

function firstMethod({ requirement: { theory } }: SequenceRequest): Method | null {
  return theory === "plain" || theory === "lifted" ? theory : null;
}

/** Where lifting brings nothing, the bound is the plain one. */
function methodOf({ lifted, dualNorms }: SequenceRequest, { lifting }: LayerRow): Method | null {
  if (lifted && lifting !== "none") return dualNorms === "optimal" ? "lifted" : null;
  return dualNorms === "optimal" ? "plain" : "unit";
}

function provable({ leastAdmissible }: LayerRow): boolean {
  return leastAdmissible.value < WIDEST;
}

const known = new Map<string, string | null>();

function prove(method: Method, hidden: readonly string[], count: 2 | 4): string | null {
  if (hidden.length >= DEEPEST[method]) return null;
  const key = `${method} ${count} ${hidden.join()}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const search = { plain: searchPlain, unit: searchUnit, lifted: searchLifted }[method];
  const bound = boundOrNone(() => certificate(search({ hidden, count, digits: DIGITS[method] })).bound);
  known.set(key, bound);
  return bound;
}

/** A search refuses expansions at which the method has no bound. */
function boundOrNone(find: () => string | null): string | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** At most 17 significant digits, never an exponent. */
function decimalOf(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20) : text;
}

function roundedUp(value: number): string {
  return decimalOf(Math.ceil(value * 10 ** FIRST_DIGITS) / 10 ** FIRST_DIGITS);
}
