import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {DEFAULT_MIN_SCORE} from '../src/export/exporter.ts';
import type {Language} from '../src/language.ts';
import type {QuestionRecord} from '../src/question.ts';
import {ROOT} from './corpus.ts';
import {exportRecords, HOSTILE, outputOf, someRecords} from './exporting.ts';
import {madeUpRecord} from './made-up-record.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {withoutProgram} from './without-program.ts';

interface Tmx {
  version: string;
  header: Record<string, string>;
  notes: string[];
  props: Record<string, string>;
  units: {
    tuid: string;
    srclang: string | null;
    props: Record<string, string>;
    variants: {language: Language; unit: string; text: string}[];
  }[];
}

/** One text of a pair, as a file gives it. */
interface Segment {
  document: string;
  language: string;
  unit: string;
  text: string;
}

interface MadeUpDocument {
  name: string;
  versions: Record<string, {kind: string; number: string | null; text: string}[]>;
}

const withoutXmllint = withoutProgram('xmllint');
const withoutPython = withoutProgram('python3');
const DTD = join(ROOT, 'fixtures/tmx/tmx14.dtd');

const readTmx = (path: string): Tmx =>
  JSON.parse(outputOf('python3', [join(ROOT, 'test/read-tmx.py'), path]));
const segmentsOfTmx = ({units}: Tmx): Segment[] =>
  units.flatMap(({props, variants}) =>
    variants.map(variant => ({document: props['x-document'] ?? '', ...variant})),
  );

/** The segments of every pair of languages; fails where the lines of its three files are not as many. */
async function readMoses(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ids'));
  const corpora = await Promise.all(
    names.map(async name => {
      const [, corpus = '', ...languages] = /^(epq\.(\w\w)-(\w\w))\.ids$/.exec(name) ?? assert.fail(name);
      assert.deepEqual(languages, [...languages].sort());
      const [ids = [], ...sides] = await Promise.all(
        ['ids', ...languages].map(async end =>
          linesOf(await readFile(join(folder, `${corpus}.${end}`), 'utf8')),
        ),
      );
      for (const side of sides) assert.equal(side.length, ids.length, corpus);
      return ids.flatMap((line, index) => {
        const [document = '', , ...units] = line.split('\t');
        return languages.map((language, side) => ({
          document,
          language,
          unit: units[side] ?? '',
          text: sides[side]?.[index] ?? '',
        }));
      });
    }),
  );
  return corpora.flat();
}

// Whatever ends a line for some program: Python's splitlines() knows most.
function linesOf(text: string): string[] {
  assert.ok(text.endsWith('\n'));
  return text.slice(0, -1).split(/[\n\r\v\f\x1C-\x1E\x85\u2028\u2029]/);
}

/** Every text of the records' language versions that is aligned by itself, under its document, language and place. */
function textsOf(records: readonly QuestionRecord[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const {id, versions, answers} of records) {
    for (const [document, of] of [
      [id, versions] as const,
      ...answers.map(one => [one.id, one.versions] as const),
    ]) {
      for (const [language, version] of Object.entries(of)) {
        const add = (unit: string, text: string): unknown =>
          texts.set(`${document} ${language} ${unit}`, text);
        if ('subject' in version && typeof version.subject === 'string') add('subject', version.subject);
        for (const [index, {text}] of version.paragraphs.entries()) add(`p${index + 1}`, text);
        for (const [index, {text}] of version.footnotes.entries()) add(`n${index + 1}`, text);
      }
    }
  }
  return texts;
}

function checksum(segments: Iterable<readonly [key: string, text: string]>): string {
  const lines = [...new Map(segments)].map(([key, text]) => `${key}\n${text}\n`).sort();
  return `${lines.length} ${createHash('sha256').update(lines.join('')).digest('hex')}`;
}

/** Holds what a file gives to the records, character by character, as far as its form can hold them. */
function assertSameTexts(
  segments: readonly Segment[],
  records: readonly QuestionRecord[],
  as: (text: string) => string,
): void {
  const texts = textsOf(records);
  const given = segments.map(
    ({document, language, unit, text}) => [`${document} ${language} ${unit}`, text] as const,
  );
  const expected = given.map(
    ([key]) => [key, as(texts.get(key) ?? assert.fail(`there is no ${key}`))] as const,
  );
  assert.ok(given.length > 0);
  assert.deepEqual(Object.fromEntries(given), Object.fromEntries(expected));
  assert.equal(checksum(given), checksum(expected));
}

const FORBIDDEN = new Set(
  [...Array.from({length: 32}, (_, code) => code), 0xfffe, 0xffff].filter(
    code => ![9, 10, 13].includes(code),
  ),
);
const asXml = (text: string): string =>
  [...text]
    .map(character => {
      const code = character.codePointAt(0) ?? 0;
      return FORBIDDEN.has(code) || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : character;
    })
    .join('');
const asLine = (text: string): string =>
  Buffer.from(text)
    .toString()
    .replace(/[\s\x00-\x1F\x7F-\x9F]+/g, ' ')
    .trim();

/** Whether a pair has a text at all, so that every unit of these records is in a pair. */
const isText = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

/** Records of which every text is hostile, in both languages, with a number that tells which belong together. */
function hostileRecords(): QuestionRecord[] {
  return HOSTILE.map((hostile, index) => {
    const record = madeUpRecord(30_000 + index);
    const version = (language: 'en' | 'it', word: string): QuestionRecord['versions'] => {
      const before = record.versions[language] ?? assert.fail();
      const text = `${hostile} ${word}`;
      return {
        [language]: {
          ...before,
          subject: text,
          paragraphs: [{kind: 'item', number: hostile, text: `${text} 77`}],
          footnotes: [{mark: hostile, text: `${text} 88`}],
        },
      };
    };
    return {
      ...record,
      answers: [],
      versions: {...version('en', 'seven lakes'), ...version('it', 'sette laghi')},
    };
  });
}

/** A record for each document that was made up for the aligner, in all its languages; tabled in the last of them, but for answers. */
async function translatedRecords(): Promise<QuestionRecord[]> {
  const files = await Promise.all(
    ['documents', 'held-out'].map(name =>
      readFile(join(ROOT, `fixtures/alignment/${name}--synthetic.json`), 'utf8'),
    ),
  );
  const documents = files.flatMap(file => JSON.parse(file).documents as MadeUpDocument[]);
  return documents.map(({name, versions}, index) => {
    const record = madeUpRecord(index);
    const model = record.versions.en ?? assert.fail();
    const languages = Object.keys(versions) as Language[];
    return {
      ...record,
      answers: [],
      originalLanguage: name.includes('answer') ? null : (languages.at(-1) ?? null),
      versions: Object.fromEntries(
        languages.map(language => {
          const units = versions[language] ?? [];
          const of = (kinds: string[]) => units.filter(({kind}) => kinds.includes(kind));
          return [
            language,
            {
              ...model,
              subject: of(['subject'])[0]?.text ?? null,
              paragraphs: of(['paragraph', 'item']).map(({kind, number, text}) => ({kind, number, text})),
              footnotes: of(['footnote']).map(({number, text}) => ({mark: number ?? '1', text})),
            },
          ];
        }),
      ) as QuestionRecord['versions'],
    };
  });
}

const records = [...(await someRecords()), ...hostileRecords(), ...(await translatedRecords())];
const all = await exportRecords('tmx', records, {minScore: 0});
const usual = await exportRecords('tmx', records);

test('xmllint holds TMX to its DTD, whatever the text', {skip: withoutXmllint}, async () => {
  const empty = await exportRecords('tmx', []);
  for (const {path} of [all, usual, empty])
    outputOf('xmllint', ['--noout', '--huge', '--dtdvalid', DTD, path]);
});

test('Python’s XML reader gives every text of TMX as the records have it', {skip: withoutPython}, () => {
  assertSameTexts(segmentsOfTmx(readTmx(all.path)), records, asXml);
  assertSameTexts(segmentsOfTmx(readTmx(usual.path)), records, asXml);
});

test('Moses: as many lines in all three files, every text as the records have it but for its line breaks', async () => {
  for (const minScore of [0, DEFAULT_MIN_SCORE]) {
    const {path, written} = await exportRecords('moses', records, {minScore});
    const segments = await readMoses(path);
    assertSameTexts(segments, records, asLine);
    assert.equal(segments.length, 2 * (written['aligned pair'] ?? 0));
    assert.ok(segments.every(({text}) => isText(text)));
    const readme = await readFile(join(path, 'README.txt'), 'utf8');
    assert.match(readme, /© European Union, source: European Parliament .* CC BY 4\.0/);
  }
});

test('of hostile records every text is there, markup and all', {skip: withoutPython}, async () => {
  const hostile = hostileRecords();
  const {path, written} = await exportRecords('tmx', hostile, {minScore: 0});
  assert.equal(written['unpaired unit'], 0);
  const texts = [...textsOf(hostile)].map(([key, text]) => [key, asXml(text)] as const);
  const given = segmentsOfTmx(readTmx(path)).map(
    ({document, language, unit, text}) => [`${document} ${language} ${unit}`, text] as const,
  );
  assert.equal(checksum(given), checksum(texts));
});

test('what is counted is what is there', {skip: withoutPython}, () => {
  const {units} = readTmx(all.path);
  const scores = units.map(({props}) => Number(props['x-score']));
  const {'unpaired unit': unpaired, ...counts} = usual.written;
  assert.deepEqual(counts, {
    document: all.written.document,
    'aligned pair': readTmx(usual.path).units.length,
    'doubtful pair':
      scores.filter(score => score < DEFAULT_MIN_SCORE).length - (counts['untranslated pair'] ?? 0),
    'untranslated pair': counts['untranslated pair'],
    'unaligned document': 0,
  });
  assert.equal(unpaired, all.written['unpaired unit']);
  assert.equal(all.written['aligned pair'], units.length);
  assert.ok((counts['untranslated pair'] ?? 0) > 5);
  assert.equal(new Set(units.map(({tuid}) => tuid)).size, units.length, 'every tuid is its own');
});

test('the original language is the source and marked; else English, and nothing is', {
  skip: withoutPython,
}, () => {
  const {version, header, notes, units} = readTmx(usual.path);
  assert.equal(version, '1.4');
  assert.deepEqual([header.srclang, header.segtype, header.creationtool], ['*all*', 'paragraph', 'epq']);
  assert.match(notes[0] ?? '', /© European Union, source: European Parliament .* CC BY 4\.0/);
  for (const {tuid, srclang, props, variants} of units) {
    const record = records.find(({id}) => id === props['x-document']);
    const [source, target] = variants.map(({language}) => language);
    const original = record?.originalLanguage ?? null;
    assert.equal(source, original ?? 'en', tuid);
    assert.equal(srclang, original, tuid);
    assert.notEqual(source, target);
    assert.ok(Number(props['x-score']) >= DEFAULT_MIN_SCORE);
  }
  assert.ok(units.some(({srclang}) => srclang === 'sk') && units.some(({srclang}) => srclang === null));
});

/** A store of the translated records. */
async function store(): Promise<string> {
  const out = await emptyDirectory();
  for (const record of await translatedRecords()) {
    const folder = join(out, 'questions', String(record.date).slice(0, 4));
    await mkdir(folder, {recursive: true});
    await writeFile(join(folder, `${record.id}.json`), JSON.stringify(record));
  }
  return out;
}

test('epq export: language versions, days, kinds and a threshold; the closing line counts what is left out', async () => {
  const out = await store();
  const cwd = await emptyDirectory();
  const run = async (format: string, ...args: string[]): Promise<Record<string, number>> => {
    const {status, stdout, stderr} = await epq(
      ['export', '--out', out, '--to', format, '--replace', ...args],
      {cwd},
    );
    assert.equal(status, 0, stderr);
    assert.equal(stdout, '');
    const parts = [
      ...(stderr.trim().split('\n').at(-1) ?? '').matchAll(/([\d,]+) ((?:[a-z]+ )?[a-z]+?)s?(?=[, ])/g),
    ];
    return Object.fromEntries(
      parts.map(([, number = '', thing = '']) => [thing, Number(number.replace(',', ''))]),
    );
  };
  const loose = await run('tmx', '--min-score', '0.5');
  const strict = await run('tmx', '--min-score', '0.97');
  for (const counts of [loose, strict]) assert.equal(counts.document, 10);
  assert.ok((loose['aligned pair'] ?? 0) > (strict['aligned pair'] ?? 0));
  assert.ok((strict['doubtful pair'] ?? 0) > (loose['doubtful pair'] ?? 0));
  const sum = (counts: Record<string, number>): number =>
    (counts['aligned pair'] ?? 0) + (counts['doubtful pair'] ?? 0);
  assert.equal(sum(loose), sum(strict));
  assert.equal(strict['untranslated pair'], loose['untranslated pair']);

  await run('moses', '--lang', 'el,bg,en');
  assert.deepEqual((await readdir(join(cwd, 'epq-moses'))).sort(), [
    'README.txt',
    'epq.bg-en.bg',
    'epq.bg-en.en',
    'epq.bg-en.ids',
    'epq.el-en.el',
    'epq.el-en.en',
    'epq.el-en.ids',
  ]);
  const without = await run('moses', '--lang', 'el,bg');
  assert.deepEqual([without.document, without['unaligned document']], [0, 3]);
  assert.deepEqual((await readdir(join(cwd, 'epq-moses'))).sort(), ['README.txt']);
  assert.equal((await run('tmx', '--type', 'O')).document, 0);
  assert.equal((await run('tmx', '--from', '2011-01-01', '--to', '2011-12-31')).document, 0);
});

test('a threshold is a number from 0 to 1', async () => {
  for (const text of ['2', 'high', '-0.1', '']) {
    const {status, stderr} = await epq(['export', '--to', 'tmx', `--min-score=${text}`]);
    assert.equal(status, 2, text);
    assert.match(stderr, /^usage: .*--min-score.*\n$/s);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});
