/** How much a weight file may hold. Every size is checked against these before memory is taken for it. */

/** Bytes of a file, and of one archive's inflated contents together. */
export const LARGEST_FILE = 2 ** 30;

/** Bytes of a text: CSV or JSON. */
export const LARGEST_TEXT = 2 ** 26;

/** Numbers read from one file, as doubles 512 MiB. */
export const LARGEST_COUNT = 2 ** 26;

/** Layers of a network. */
export const LARGEST_DEPTH = 10_000;

/** Named tensors and nodes of one file. */
export const LARGEST_TENSORS = 100_000;
