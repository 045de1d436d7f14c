export function exampleFiles(): Record<string, string | Uint8Array>;
