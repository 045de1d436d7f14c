/** Formats that are recognised in order to be refused with the way out of them. */
import { InputError } from "../../src/result.js";

/** Pickles run code when they are loaded, so they are never loaded. */
export function refusePickle(where: string): InputError {
  return new InputError(
    `${where} is a pickle (PyTorch .pt, .pth, .pkl), which runs code when loaded: expected safetensors; convert it ` +
      "where you trust it: safetensors.torch.save_file(torch.load(FILE).state_dict() or the dict itself, 'net.safetensors')",
  );
}

/** What a file is that no reader takes, if its first bytes say so. */
export function recognisedButRefused(bytes: Uint8Array, where: string): InputError | undefined {
  const starts = (...prefix: number[]): boolean => prefix.every((byte, i) => bytes[i] === byte);
  // Protocol 2 and later; older pickles are text: "(dp0", "(lp0", "cnumpy\n", "ccopy_reg\n".
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5) return refusePickle(where);
  const beginning = String.fromCharCode(...bytes.subarray(0, 24));
  if (/^\([dl]p?\d*\n|^c[\w.]+\n\w+\n/.test(beginning)) return refusePickle(where);
  if (starts(0x89, 0x48, 0x44, 0x46)) {
    return new InputError(
      `${where} is HDF5 (Keras .h5): expected .npz; convert it: numpy.savez('net.npz', *model.get_weights()), then option 'transpose'`,
    );
  }
  if (starts(0x1f, 0x8b))
    return new InputError(`${where} is compressed by gzip: expected the file inside it`);
  return undefined;
}
