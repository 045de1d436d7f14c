export function bundle(settings: { root: string; outdir: string; commit: string }): Promise<void>;
export function transpile(settings: { root: string; outdir: string }): Promise<void>;
