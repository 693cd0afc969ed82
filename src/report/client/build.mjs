// Bundles what a report's page is made of into dist/src/report/page, the licences of the libraries within it.
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

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

// Packages by the text of their licence: most have the same one.
const licences = new Map();
for (const {inputs} of Object.values(metafile.outputs)) {
  for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
    if (name === undefined || bytesInOutput === 0) continue;
    const folder = join(root, 'node_modules', name);
    const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is in the page, and has no licence`);
    const text = (await readFile(join(folder, file), 'utf8')).trim();
    licences.set(text, (licences.get(text) ?? new Set()).add(name));
  }
}
const notices = [...licences].map(([text, names]) => `${[...names].sort().join(', ')}\n\n${text}`);
const script = join(page, 'main.js');
await writeFile(script, `/*\n${notices.join('\n\n')}\n*/\n${await readFile(script, 'utf8')}`);
