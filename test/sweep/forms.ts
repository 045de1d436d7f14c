/** A made-up command for the tests of plans and stores. */
import { InputError } from "../../src/result.js";
import type { CommandForm, OptionForm } from "../../sweep/command-form.js";

function numeric(name: string, more: Partial<OptionForm> = {}): OptionForm {
  return {
    name,
    parameter: name,
    takesValue: true,
    switchValue: true,
    required: false,
    list: false,
    defaultValue: undefined,
    parse: (text) => {
      const value = Number(text);
      if (text.trim() === "" || !Number.isFinite(value)) {
        throw new InputError(`'${text}' in --${name}: expected a number`);
      }
      return value;
    },
    ...more,
  };
}

/** solve --k K [--alpha A] [--tolerance T] [--exact], continued along alpha for k > 0. */
export const SOLVE: CommandForm = {
  command: ["solve"],
  options: [
    numeric("k", { required: true }),
    numeric("alpha"),
    numeric("tolerance", { defaultValue: 1e-12 }),
    numeric("exact", { takesValue: false }),
    numeric("record", { refused: "names a file" }),
  ],
  continuation: { options: ["alpha"], applies: ({ k }) => typeof k === "number" && k > 0 },
};
