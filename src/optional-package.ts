/** Packages that only some commands need, and that a consumer installs for those. */
import { InputError } from "./result.js";

/**
 * Loads an optional package.
 * @param purpose what needs it, e.g. "drawing figures"
 * @param names what to install
 * @throws InputError naming the packages where they are not installed; any other failure as it is
 */
export async function optionalPackage<Module>(
  purpose: string,
  names: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new InputError(`${purpose}: expected the optional packages ${names}; npm install ${names}`);
  }
}
