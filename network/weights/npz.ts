/** The .npz format of NumPy: a ZIP archive of .npy files, stored or deflated. */
import { InputError } from "../../src/result.js";
import { isNpy, readNpy } from "./npy.js";
import { refusePickle } from "./refused-formats.js";
import type { StoredTensor } from "./tensor.js";
import { zipEntries } from "./zip.js";

/**
 * The arrays of a .npz file, by name without `.npy`.
 * @throws InputError for other archives, saying which where it is known (PyTorch, Keras), and for a name that occurs twice
 */
export function readNpz(bytes: Uint8Array, where: string): StoredTensor[] {
  const entries = zipEntries(bytes, where);
  if (entries.some(({ name }) => /(?:^|\/)data\.pkl$/.test(name))) throw refusePickle(where);
  const other = entries.find(({ name }) => !name.endsWith(".npy"));
  if (other !== undefined) {
    throw new InputError(
      `'${other.name}' in ${where}: expected an archive of .npy files, as numpy.savez writes (export Keras models with model.get_weights())`,
    );
  }
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) throw new InputError(`'${name}' twice in ${where}: expected one array of each name`);
    names.add(name);
  }
  return entries.map(({ name, read }) => {
    const place = `'${name}' in ${where}`;
    const contents = read();
    if (!isNpy(contents)) throw new InputError(`${place} is no .npy file: expected an archive of .npy files`);
    return readNpy(contents, name.slice(0, -4), place);
  });
}
