/** HiGHS is larger than everything else together: the build for browsers goes without and says so. */

/** An outcome of kind `error`, always. */
export const solveMixedInteger: typeof import("./solve.js").solveMixedInteger = async () => ({
  kind: "error",
  message: "the build for browsers has no branch and cut",
});
