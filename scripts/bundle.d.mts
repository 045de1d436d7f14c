export function bundle(settings: { root: string; outdir: string; commit: string }): Promise<void>;
