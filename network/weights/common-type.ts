/** The number format of a whole file. */
import type { WeightType } from "../model.js";

const WIDEST_FIRST: readonly WeightType[] = ["float64", "float32", "bfloat16", "float16"];

/** The format that holds every weight: the widest met; float32 for bfloat16 and float16 together; float64 for none. */
export function commonType(met: Iterable<WeightType>): WeightType {
  const types = new Set(met);
  if (types.has("float16") && types.has("bfloat16") && types.size === 2) return "float32";
  return WIDEST_FIRST.find((type) => types.has(type)) ?? "float64";
}
