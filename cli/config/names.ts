/** What a project file is called when it is found by its name. */
export const CONFIG_FILE_NAMES = ["yaml", "yml", "json"].map((suffix) => `relu-injectivity.config.${suffix}`);
