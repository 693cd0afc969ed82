import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {strFromU8, unzipSync} from 'fflate';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord, QuestionVersion} from '../src/question.ts';
import {addresseeOf} from '../src/words.ts';
import {findCorpus} from './corpus.ts';

const corpus = findCorpus('146 real Word files of 2015');
if (corpus !== null) await testWordFiles(`${corpus}docx-2015/`);

interface Facts {
  number: string;
  revision: number | null;
  rule: string;
  addresseeLine: string;
  authorsLine: string;
  registerTitle: string;
}

// The register's list lost a letter of this name; the file itself has it.
const CORRECTED: Readonly<Record<string, string>> = {'E-2015-005113_EN.docx': 'Jozo Radoš (ALDE)'};

// Numbers that stand in no text: Word makes them. Two lists of one definition, in three of these, count on.
const NUMBERED_BY_WORD: Readonly<Record<string, string[]>> = {
  'E-8-2015-001245': ['1', '2'],
  'E-8-2015-002754': ['1', '2'],
  'E-8-2015-004626': ['1', '2', '3'],
  'E-8-2015-005113': ['1', '2'],
  'E-8-2015-005492': ['1', '2'],
  'E-8-2015-009946': ['1', '2'],
  'E-8-2015-014214': ['1', '2', '3'],
};

async function testWordFiles(directory: string): Promise<void> {
  const facts = JSON.parse(await readFile(`${directory}facts.json`, 'utf8')) as Record<string, Facts>;
  const names = (await readdir(directory)).filter(name => name.endsWith('.docx'));
  const bodies = new Map<string, Uint8Array>();
  for (const name of names) bodies.set(name, await readFile(directory + name));
  const {records, failures} = await parseDocuments(
    [...bodies].map(([url, body]) => ({url, contentType: null, body})),
  );
  const byName = new Map(records.map(record => [record.versions.en?.files[0]?.url ?? '', record]));
  const englishOf = (name: string): QuestionVersion => {
    const version = byName.get(name)?.versions.en;
    assert.ok(version !== undefined, name);
    return version;
  };

  test('every real Word file gives a record of its own', () => {
    assert.deepEqual(failures, []);
    assert.equal(byName.size, 146);
    assert.ok(records.every(({versions}) => versions.en?.files[0]?.layout === 'docx'));
  });

  for (const [name, fact] of Object.entries(facts)) {
    test(`facts of ${name}`, () => {
      const record = byName.get(name);
      assert.deepEqual(
        {
          number: record?.number,
          revision: record?.revision,
          rule: record?.rule,
          addressee: record?.addressees[0],
          authors: lineOf(record),
          subject: record?.subject?.replaceAll('/', '-'),
        },
        {
          number: fact.number,
          revision: fact.revision,
          rule: fact.rule,
          addressee: addresseeOf(fact.addresseeLine, 'en'),
          authors: CORRECTED[name] ?? fact.authorsLine,
          // "<Titre>EU-Cuba trade</Titre>", E-011418/2015
          subject: fact.registerTitle.replace(/<-?Titre>/g, ''),
        },
      );
    });
  }

  test('every text is whole: each sign that the file shows, and no other', () => {
    for (const [name, body] of bodies) {
      const {text, paragraphs, footnotes} = englishOf(name);
      const isNumberedByWord = Object.hasOwn(NUMBERED_BY_WORD, byName.get(name)?.id ?? '');
      const read = isNumberedByWord ? paragraphs.map(paragraph => paragraph.text).join('') : text;
      const shown = textShown(body);
      assert.equal(essence(read ?? ''), essence(shown.text), name);
      assert.equal(essence(footnotes.map(note => note.text).join('')), essence(shown.notes), name);
    }
  });

  test('footnotes: seven files have them, each with its mark in the text', () => {
    const counts = new Map<number, number>();
    for (const [name, body] of bodies) {
      const {footnotes, text} = englishOf(name);
      counts.set(footnotes.length, (counts.get(footnotes.length) ?? 0) + 1);
      assert.deepEqual(
        footnotes.map(({mark}) => mark),
        textShown(body).references.map((_id, index) => String(index + 1)),
        name,
      );
      for (const {mark} of footnotes) assert.ok(text?.includes(`[${mark}]`), `${name}: no mark [${mark}]`);
      assert.doesNotMatch(text ?? '', /[\t\u{F0001}\u{F0002}]|\d{7}\.EN|PE \d{3}\.\d{3}/u, name);
    }
    assert.deepEqual(Object.fromEntries(counts), {0: 139, 1: 5, 2: 2});
  });

  test('items: 118 with a number in 49 files, 30 with a dash in 11', () => {
    const counts = {numbered: 0, numberedFiles: 0, dashed: 0, dashedFiles: 0, paragraphs: 0};
    for (const name of names) {
      const {paragraphs} = englishOf(name);
      const numbers = paragraphs.flatMap(({number}) => number ?? []);
      const dashed = paragraphs.filter(({kind, number}) => kind === 'item' && number === null);
      // No file's numbers have a gap.
      assert.deepEqual(
        numbers,
        numbers.map((_number, index) => String(index + 1)),
        name,
      );
      counts.numbered += numbers.length;
      counts.numberedFiles += numbers.length > 0 ? 1 : 0;
      counts.dashed += dashed.length;
      counts.dashedFiles += dashed.length > 0 ? 1 : 0;
      counts.paragraphs += paragraphs.length;
    }
    assert.deepEqual(counts, {
      numbered: 118,
      numberedFiles: 49,
      dashed: 30,
      dashedFiles: 11,
      paragraphs: 526,
    });
    for (const [id, numbers] of Object.entries(NUMBERED_BY_WORD)) {
      const version = records.find(record => record.id === id)?.versions.en;
      assert.deepEqual(
        version?.paragraphs.flatMap(({number}) => number ?? []),
        numbers,
        id,
      );
    }
  });

  test('the session document is the footer’s, and what the properties say', () => {
    let properties = 0;
    for (const [name, body] of bodies) {
      const parts = unzipSync(body);
      const footer = partOf(parts, 'word/footer1.xml').replace(/<[^>]+>/g, ' ');
      const pe = byName.get(name)?.documents.pe;
      assert.equal(pe, `PE${/PE (\d{3}\.\d{3})/.exec(footer)?.[1]}`, name);
      const property = /name="PE Number"><vt:lpwstr>([^<]+)/.exec(partOf(parts, 'docProps/custom.xml'))?.[1];
      if (property === undefined) continue;
      properties += 1;
      assert.equal(pe, `PE${property}`, name);
    }
    assert.equal(properties, 145, 'E-008241/2015/rev.1 has none');
  });
}

function lineOf(record: QuestionRecord | undefined): string {
  const authors = record?.authors.map(({name, politicalGroup}) => `${name} (${politicalGroup})`) ?? [];
  const last = authors.pop() ?? '';
  return authors.length === 0 ? last : `${authors.join(', ')} and ${last}`;
}

/* ---- what a file shows, read here by hand ---- */

interface Shown {
  /** of everything below the subject's line, footnote marks as `[1]`; without the numbers that Word makes */
  text: string;
  notes: string;
  /** ids of the notes, in the order of the text */
  references: string[];
}

function textShown(body: Uint8Array): Shown {
  const parts = unzipSync(body);
  const paragraphs = partOf(parts, 'word/document.xml').split(/(?=<w:p>)/);
  const subject = paragraphs.findIndex(paragraph => textOf(paragraph).startsWith('Subject:'));
  const below = paragraphs.slice(subject + 1).join('');
  const references = [...below.matchAll(/<w:footnoteReference [^>]*w:id="(\d+)"/g)].map(([, id = '']) => id);
  const notes = partOf(parts, 'word/footnotes.xml').split(/(?=<w:footnote )/);
  const own = references.map(id => notes.find(note => note.startsWith(`<w:footnote w:id="${id}"`)) ?? '');
  let mark = 0;
  const marked = below.replace(/<w:footnoteReference [^>]*\/>/g, () => {
    mark += 1;
    return `<w:t>[${mark}]</w:t>`;
  });
  return {text: textOf(marked), notes: own.map(textOf).join(''), references};
}

const SIGNS: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', apos: "'", quot: '"'};

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:noBreakHyphen\/>/g)]
    .map(([, text = '\u2011']) => text.replace(/&(\w+);/g, (_entity, name: string) => SIGNS[name] ?? ''))
    .join('');
}

// Without spaces, and without what nobody sees: E-001793/2015, E-002754/2015.
function essence(text: string): string {
  return text.replace(/[\s\u200b\u202a]/g, '');
}

function partOf(parts: Readonly<Record<string, Uint8Array>>, name: string): string {
  return strFromU8(parts[name] ?? new Uint8Array());
}
