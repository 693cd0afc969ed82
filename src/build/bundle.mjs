// Bundles the program into dist/bundle, as CommonJS: a few files are found, read and compiled sooner than some hundred, and
// required sooner than imported. The library stays as the compiler made it. `--none` has the program run the same files, for
// coverage and to look into what it does.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {rolldown} from 'rolldown';
import {licenceNotices} from './licence-notices.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

// They load files of their own, or are loaded for the network alone.
const LEFT_OUT = ['node-sqlite3-wasm', 'pdf-parse', 'piscina', 'undici'];

// commander loads it for commands that are programs of their own, which epq has none of: some 10 ms of every start.
const withoutChildProcess = {
  name: 'commander without node:child_process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && importer.includes('node_modules/commander') ? '\0nothing' : null,
  load: id => (id === '\0nothing' ? '' : null),
};

// Chunks are named by what they hold: those of an earlier build would stay.
const folder = join(root, 'dist/bundle');
await rm(folder, {recursive: true, force: true});
await mkdir(folder);
await writeFile(join(folder, 'package.json'), '{"type": "commonjs"}\n');
if (process.argv[2] === '--none') {
  await writeFile(
    join(folder, 'cli.js'),
    "exports.main = async argv => (await import('../src/cli.js')).main(argv);\n",
  );
  process.exit();
}
const bundle = await rolldown({
  // Flat: `reader-thread.js` is looked for beside the file that names it, the package's own files two folders up.
  input: ['cli.js', 'reader-thread.js'].map(name => join(root, 'dist/src', name)),
  cwd: root,
  platform: 'node',
  external: LEFT_OUT,
  plugins: [withoutChildProcess],
});
// Nothing is made smaller: names, lines and the comments that tell the file keep an error readable.
const {output} = await bundle.write({
  dir: folder,
  format: 'cjs',
  strict: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  dynamicImportInCjs: false,
});
const files = output.flatMap(({modules}) =>
  Object.entries(modules).flatMap(([file, {renderedLength}]) => (renderedLength === 0 ? [] : [file])),
);
await writeFile(join(folder, 'LICENCES'), `${await licenceNotices(files)}\n`);
