/** What --print-config shows. */
import type { Vocabulary } from "./vocabulary.js";

/** What --print-config shows. */
export const CONFIGURATION_WORDS = {
  option: { type: "text", meaning: "--print-config: an option of the command, by its name in files." },
  value: {
    type: ["text", "number", "boolean", "text[]", "number[]", "record", "null"],
    meaning: "--print-config: the value of the option; null where it is not set.",
  },
  origin: {
    type: "text",
    meaning:
      "--print-config: where the value comes from. Defaults give way to the project file, that to the environment, and that to flags.",
  },
} as const satisfies Vocabulary;
