/** How text for people is to look: width, colour, digits. */
import type { Digits } from "../definition/shared-options.js";

export interface Look {
  /** Characters of a line. */
  readonly width: number;
  /** Whether bold and colour may be used. */
  readonly styled: boolean;
  /** Significant digits, where somebody asked for some. */
  readonly digits?: Digits;
}

/** Off a terminal, and in files. */
export const PLAIN: Look = { width: 80, styled: false };
