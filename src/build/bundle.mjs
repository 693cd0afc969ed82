// Bundles the program into dist/bundle: a few files are found, read and compiled sooner than some hundred. The library stays
// as the compiler made it. `--none` has the program run the same files, for coverage and to look into what it does.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {licenceNotices} from './licence-notices.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

// They load files of their own, or are loaded for the network alone.
const LEFT_OUT = ['node-sqlite3-wasm', 'pdf-parse', 'piscina', 'undici'];

// commander loads it for commands that are programs of their own, which epq has none of: some 10 ms of every start.
const withoutChildProcess = {
  name: 'commander without node:child_process',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^node:child_process$/}, ({importer}) =>
      importer.includes('node_modules/commander') ? {path: 'none', namespace: 'nothing'} : undefined,
    );
    onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: '', loader: 'js'}));
  },
};

// Chunks are named by what they hold: those of an earlier build would stay.
const folder = join(root, 'dist/bundle');
await rm(folder, {recursive: true, force: true});
if (process.argv[2] === '--none') {
  await mkdir(folder);
  await writeFile(join(folder, 'cli.js'), "export * from '../src/cli.js';\n");
  process.exit();
}
const {metafile} = await build({
  // Flat: `reader-thread.js` is looked for beside the file that names it, the package's own files two folders up.
  entryPoints: ['cli.js', 'reader-thread.js'].map(name => join(root, 'dist/src', name)),
  absWorkingDir: root,
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: LEFT_OUT,
  plugins: [withoutChildProcess],
  banner: {
    js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // Nothing is made smaller: names, lines and the comments that tell the file keep an error readable.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
await writeFile(join(folder, 'LICENCES'), `${await licenceNotices(root, metafile)}\n`);
