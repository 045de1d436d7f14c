/** In a browser there are no paths: bytes come from the page. */
import { InputError } from "./result.js";

/** @throws InputError always */
export const readRegularFile: typeof import("./regular-file.js").readRegularFile = (path, _, expected) => {
  throw new InputError(`'${path}' cannot be read in a browser: expected the bytes of ${expected}`);
};
