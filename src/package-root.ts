/** The folder of the package, where `package.json` lies: this file is built to `dist/src`, and into the program in `dist/bundle`. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);
