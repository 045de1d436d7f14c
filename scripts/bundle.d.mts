import type { Metafile } from "esbuild";

export function bundle(settings: { root: string; outdir: string; commit: string }): Promise<Metafile>;
export function transpile(settings: { root: string; outdir: string }): Promise<void>;
