/** From numbers to places on an axis, with ticks. */

import { formatNumber } from "../../src/table/format-quantity.js";
import { decadeTicks, evenTicks, isManyDecades, powerOfTen } from "../../src/ticks.js";

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly log: boolean;
  /** Place of a value. */
  readonly at: (value: number) => number;
  /** Value at a place. */
  readonly value: (place: number) => number;
  readonly ticks: readonly number[];
}

/**
 * A scale over the finite values (positive ones for a logarithmic axis).
 * @param places where its ends lie
 * @param fixed ends that do not follow the values
 */
export function scaleOver(
  values: Iterable<number>,
  places: readonly [number, number],
  { log = false, from, to }: { readonly log?: boolean; readonly from?: number; readonly to?: number },
): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [log ? 1 : 0, log ? 10 : 1];
  const padded = padding(low, high, log);
  low = from ?? padded[0];
  high = to ?? padded[1];
  if (!(high > low)) high = low + 1;
  const [start, end] = log ? [Math.log(low), Math.log(high)] : [low, high];
  const [first, last] = places;
  return {
    from: low,
    to: high,
    log,
    at: (value) => first + ((last - first) * ((log ? Math.log(value) : value) - start)) / (end - start),
    value: (place) => {
      const x = start + ((end - start) * (place - first)) / (last - first);
      return log ? Math.exp(x) : x;
    },
    ticks: log ? decadeTicks(low, high) : evenTicks(low, high),
  };
}

function padding(low: number, high: number, log: boolean): [number, number] {
  if (low === high)
    return log
      ? [low / 2, high * 2]
      : [low - 0.5 * Math.max(1e-9, Math.abs(low)), high + 0.5 * Math.max(1e-9, Math.abs(high))];
  if (log) {
    const factor = (high / low) ** 0.06;
    return [low / factor, high * factor];
  }
  const more = 0.04 * (high - low);
  return [low - more, high + more];
}

/** The text of a tick: powers of ten on an axis of many decades. */
export function tickText(value: number, scale: Scale): string {
  if (!scale.log || !isManyDecades(scale.from, scale.to)) return formatNumber(value, 6).replace("-", "−");
  return powerOfTen(value);
}
