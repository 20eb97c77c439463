/**
 * The folder of the package, for the files that go with the code. Sources and what is built from them lie one folder
 * below it.
 */
export const packageRoot = new URL('../', import.meta.url)
