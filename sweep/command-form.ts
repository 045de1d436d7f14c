/** What a study has to know of the command it sweeps; the command line describes its commands in these words. */
import type { AxisValues } from "../src/decimal-range.js";

/** One option of a command. */
export interface OptionForm {
  /** As typed after the dashes, e.g. "dual-norms"; also its name in study files. */
  readonly name: string;
  /** An older spelling that still works. */
  readonly alias?: string;
  /** Its name among the parameters, e.g. "dualNorms". */
  readonly parameter: string;
  /** Whether a value follows; otherwise it is a switch. */
  readonly takesValue: boolean;
  /** What a switch sets its parameter to. */
  readonly switchValue: boolean;
  readonly required: boolean;
  /** One value is itself a list (--expansions 6.7,8.2): commas do not separate points, semicolons do. */
  readonly list: boolean;
  /** What stands without it; undefined where nothing does. */
  readonly defaultValue: unknown;
  /** Why it has no place in a sweep (it names a file), if so. */
  readonly refused?: string;
  /** The parameter a text stands for. @throws InputError */
  readonly parse: (text: string) => unknown;
}

/** How a command takes part in sweeps. */
export interface SweepForm {
  /** Options whose default is no part of a point's identity: they had none when points were first stored. */
  readonly unstated?: readonly string[];
  /** The numeric options along which its solver can continue from a neighbouring solution: one of them, the first that is swept. */
  readonly continuation?: {
    readonly options: readonly string[];
    /** Whether it does with these parameters. */
    readonly applies: (parameters: Readonly<Record<string, unknown>>) => boolean;
  };
  /** Another route to the same numbers; undefined where there is one route only. */
  readonly otherRoute?: (
    parameters: Readonly<Record<string, unknown>>,
    results: readonly unknown[],
  ) => OtherRoute | undefined;
}

/** A second way to the same numbers. */
export interface OtherRoute {
  /** What computes them, e.g. "positive sums". */
  readonly name: string;
  /** The parameters that change; undefined takes one away. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** A command with its subcommand and operands fixed. */
export interface CommandForm extends SweepForm {
  /** e.g. ["geometry", "euler"]. */
  readonly command: readonly string[];
  readonly options: readonly OptionForm[];
}

/** What to compute, as texts: from the command line or from a study file. */
export interface StudyRequest {
  readonly options: readonly { readonly name: string; readonly text: string | true }[];
  readonly axes: readonly { readonly name: string; readonly values: AxisValues }[];
  /** Advance all axes together instead of combining each value with each. */
  readonly zip: boolean;
  /** The axis to continue along, "none", or undefined for the one that the command knows. */
  readonly continuation?: string;
}
