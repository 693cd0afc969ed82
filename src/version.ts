import {readFileSync} from 'node:fs';
import {PACKAGE_ROOT} from './package-root.ts';

/** The version of this package, as its `package.json` says: `0.1.0`. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8'),
).version;
