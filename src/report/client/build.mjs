// Bundles what a report's page is made of into dist/src/report/page, the licences of the libraries within it.
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {licenceNotices} from '../../build/licence-notices.mjs';

const client = fileURLToPath(new URL('.', import.meta.url));
const root = join(client, '../../..');
const page = join(root, 'dist/src/report/page');

const {metafile} = await build({
  entryPoints: ['main.ts', 'page.css', 'page.html'].map(name => join(client, name)),
  absWorkingDir: root,
  outdir: page,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: 'es2022',
  loader: {'.html': 'copy'},
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const files = Object.values(metafile.outputs).flatMap(({inputs}) =>
  Object.entries(inputs).flatMap(([file, {bytesInOutput}]) =>
    bytesInOutput === 0 ? [] : [join(root, file)],
  ),
);
const script = join(page, 'main.js');
await writeFile(script, `/*\n${await licenceNotices(files)}\n*/\n${await readFile(script, 'utf8')}`);
