import type { BuildOptions, BuildResult } from "esbuild";

export function bundleForBrowser(
  options: { readonly root: string; readonly entryPoints: readonly string[] } & Omit<
    BuildOptions,
    "entryPoints"
  >,
): Promise<BuildResult<{ write: false; metafile: true }>>;
