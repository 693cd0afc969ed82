import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {compareQuestions} from '../src/agreement.ts';
import type {Language} from '../src/language.ts';
import {readManifest} from '../src/manifest.ts';
import {witnessesOfManifest} from '../src/normalise.ts';
import {formatNumber} from '../src/reference.ts';
import type {QuestionWitness} from '../src/witness.ts';
import {findCorpus} from './corpus.ts';
import type {SyntheticQuestion, SyntheticVersion} from './synthetic/documents.ts';
import {classicPage, redesignPage} from './synthetic/pages.ts';
import {questionPdf2015, questionPdf2026} from './synthetic/pdfs.ts';
import {questionWitnessOf} from './witnesses.ts';

const corpus = findCorpus('the agreement of real texts and headings in all forms');

// What another form than the file's own cannot show: read by eye.
const UNREADABLE: Readonly<Record<string, readonly string[]>> = {
  // By position: the text's first paragraph stands as close below the subject as a second line of it would.
  'E-2015-014467_EN.pdf untagged': ['subject', 'text'],
};

if (corpus !== null) {
  await testTexts(`${corpus}pdf-2015/`);
  await testHeadings(`${corpus}opendata/`);
}

/** The texts of real files, read by their tags, by position, and from every form made of them. */
async function testTexts(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.pdf')).sort();
  for (const [index, name] of names.entries()) {
    test(`all forms of ${name} agree`, async () => {
      const body = await readFile(directory + name);
      const own = await questionWitnessOf(body, 'en');
      const forms: Record<string, string | Uint8Array> = {
        // The file without its tags: the same length, so that its cross-references still fit.
        untagged: Buffer.from(
          body.toString('latin1').replaceAll('/StructTreeRoot', '/XtructTreeRoot'),
          'latin1',
        ),
      };
      const [question, version] = madeOf(own);
      forms.classic = classicPage(question, version);
      forms.redesign = redesignPage(question, version);
      // Making a file takes ten times as long as reading one.
      if (index % 30 === 0 || own.footnotes.length > 0) {
        forms.tagged = await questionPdf2015(question, version);
        forms.positions = await questionPdf2026(question, version);
      }
      for (const [form, content] of Object.entries(forms)) {
        const differences = compareQuestions([own, await questionWitnessOf(content, 'en')]);
        assert.deepEqual(
          differences.map(({field}) => field),
          UNREADABLE[`${name} ${form}`] ?? [],
          form,
        );
      }
    });
  }
}

function madeOf(own: QuestionWitness): [SyntheticQuestion, SyntheticVersion] {
  assert.ok(own.number !== null && own.text !== null);
  const version = {
    language: 'en' as const,
    subject: own.subject ?? '',
    heading: own.heading,
    body: own.text.split('\n\n').map(text => text.replace(/\[(\d+)\]/g, '⟨$1⟩')),
    footnotes: own.footnotes.map(({text}) => text),
    lastUpdated: null,
  };
  const question = questionOf({
    id: `E-8-2015-${String(own.number.serial).padStart(6, '0')}`,
    number: formatNumber(own.number),
    date: '2015-11-02',
    pe: own.pe,
    versions: [version],
  });
  return [question, version];
}

function questionOf(
  known: Pick<SyntheticQuestion, 'id' | 'number' | 'date' | 'pe' | 'versions'>,
): SyntheticQuestion {
  const [year, month, day] = known.date.split('-').map(Number);
  return {
    ...known,
    printedDate: Object.fromEntries(
      known.versions.map(({language}) => [language, `${day}.${month}.${year}`]),
    ),
    submitted: null,
    originalLanguage: null,
    authorIds: [],
    addressee: '',
    workType: '',
    procedureBox: {},
  };
}

interface Heading {
  id: string;
  language: Language;
  subject: string;
  heading: string[];
}

/** Real headings in 23 languages: what the open data says, and the pages and files that print them. */
async function testHeadings(directory: string): Promise<void> {
  const headings = (await readFile(`${directory}headings.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Heading);
  for (const [index, {id, language, subject, heading}] of headings.entries()) {
    test(`all forms of the heading of ${id} in ${language} agree`, async () => {
      const manifest = readManifest(JSON.parse(await readFile(`${directory}v2/${id}.json`, 'utf8')), id);
      const version: SyntheticVersion = {
        language,
        subject: subject.replace(/<[^>]+>/g, ''),
        heading,
        body: ['A sentence of our own.', '1. And a question?'],
        footnotes: [],
        lastUpdated: null,
      };
      const question = questionOf({
        id,
        number: id.replace(/^E-9-2022-(\d+)$/, 'E-$1/2022'),
        date: manifest.date ?? '',
        pe: manifest.pe,
        versions: [version],
      });
      const witnesses = [classicPage(question, version), redesignPage(question, version)];
      const files =
        index % 20 === 0
          ? [await questionPdf2015(question, version), await questionPdf2026(question, version)]
          : [];
      const read = await Promise.all(
        [...witnesses, ...files].map(content => questionWitnessOf(content, language)),
      );
      const listed = witnessesOfManifest(manifest).filter(witness => witness.language === language);
      assert.equal(listed.length, 1);
      assert.deepEqual(compareQuestions([...read, ...listed]), []);
    });
  }
}
