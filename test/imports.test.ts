import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {ROOT} from './corpus.ts';

// Each package has one owner.
const OWNERS: Readonly<Record<string, RegExp>> = {
  commander: /^(?:cli|commands\/options|commands\/describe-program)\.ts$/,
  undici: /^transport\.ts$/,
  diff: /^differing-paragraphs\.ts$/,
  cheerio: /^parse\/markup\.ts$/,
  'pdf-parse': /^parse\/pdf\.ts$/,
  yauzl: /^parse\/docx-package\.ts$/,
  'p-limit': /^at-most\.ts$/,
  piscina: /^readers\.ts$/,
  zod: /^(?:question|json-schema|checkpoint)\.ts$/,
  'robots-parser': /^robots\.ts$/,
  'csv-stringify': /^export\/csv\.ts$/,
  'hyparquet-writer': /^export\/parquet\.ts$/,
  'node-sqlite3-wasm': /^export\/sqlite\.ts$/,
  '@observablehq/plot': /^report\/client\/plot\.ts$/,
};

// Whoever may touch disk, network, clock or process; everything else is pure.
const IMPURE =
  /^(?:cli|version|archive|store|checkpoint|lock|guard-inside|process-alive|verify-archive|write-file|transport|turns|read-body|readers|without-canvas|fetch-question|export\/(?:draft|text-folder)|report\/write-report|commands\/[^/]+)\.ts$/;
// Hashes and checksums.
const HASHING = new Set(['node:crypto', 'node:zlib']);

const sources = join(ROOT, 'src');
const files = (await readdir(sources, {recursive: true})).filter(name => name.endsWith('.ts'));

for (const file of files) {
  test(`imports of ${file}`, async () => {
    const text = await readFile(join(sources, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(
      /(?:^(?:import|export)\b[^;]*?from |\bimport\()'([^']+)'/gms,
    )) {
      if (specifier.startsWith('node:')) {
        assert.ok(IMPURE.test(file) || HASHING.has(specifier), `${file} is pure and imports ${specifier}`);
        continue;
      }
      const name = /^(?:@[^/]+\/)?[^./][^/]*/.exec(specifier)?.[0];
      if (name !== undefined)
        assert.match(file, OWNERS[name] ?? /^never$/, `${file} must not import ${specifier}`);
    }
    if (!IMPURE.test(file))
      assert.doesNotMatch(text, /\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random/, `${file} is pure`);
  });
}

test('no circle of imports', async () => {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const text = await readFile(join(sources, file), 'utf8');
    const imported = [...text.matchAll(/^import (?!type)[^;]*?from '(\.[^']+)'/gms)].map(([, path = '']) =>
      join(file, '..', path),
    );
    graph.set(file, imported);
  }
  const visit = (file: string, path: string[]): void => {
    assert.ok(!path.includes(file), `circle: ${[...path, file].join(' → ')}`);
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const file of files) visit(file, []);
});
