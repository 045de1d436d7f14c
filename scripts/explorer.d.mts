export function explorerPage(settings: { root: string; cli: string }): Promise<string>;
