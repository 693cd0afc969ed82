import {createRequire} from 'node:module';

/** The version of this package, as its `package.json` says: `0.1.0`. */
export const VERSION: string = createRequire(import.meta.url)('epq/package.json').version;
