/** What a view is: controls, computations that depend on some of them, and the slots that these fill. */
import type { Word } from "../words.js";

interface ControlBase {
  readonly name: string;
  readonly label: string;
  readonly word?: Word;
  /** What there is to know about it where the lexicon has no word. */
  readonly hint?: string;
}

export interface NumberControl extends ControlBase {
  readonly kind: "number";
  /** What may be typed. */
  readonly from: number;
  readonly to: number;
  /** What the slider covers, if less. */
  readonly slider: readonly [from: number, to: number, step: number];
  readonly integer?: true;
  readonly initial: number;
}

interface ChoiceControl extends ControlBase {
  readonly kind: "choice";
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly initial: string;
}

interface TextControl extends ControlBase {
  readonly kind: "text";
  readonly initial: string;
  readonly placeholder?: string;
  readonly longest: number;
}

export type Control = NumberControl | ChoiceControl | TextControl;

export interface Job {
  /** Under which the worker knows it. */
  readonly name: string;
  /** The controls on which it depends; it runs again when one of them changes. */
  readonly needs: readonly string[];
  readonly slots: readonly string[];
  /** Needs a file that was dropped. */
  readonly file?: true;
}

export interface View {
  readonly name: string;
  readonly title: string;
  readonly introduction: string;
  readonly controls: readonly Control[];
  readonly jobs: readonly Job[];
  /** The slots in the order in which they are shown. */
  readonly layout: readonly string[];
  readonly takesFile?: true;
}

/** The value of a control in a text, or its initial one with false where the text is none. */
export function readControl(control: Control, text: string): { value: number | string; valid: boolean } {
  const refused = { value: control.initial, valid: false };
  if (control.kind === "text") return text.length <= control.longest ? { value: text, valid: true } : refused;
  if (control.kind === "choice") {
    return control.choices.some(([value]) => value === text) ? { value: text, valid: true } : refused;
  }
  const value = Number(text);
  const fits = text.trim() !== "" && value >= control.from && value <= control.to;
  return fits && (control.integer !== true || Number.isInteger(value)) ? { value, valid: true } : refused;
}
