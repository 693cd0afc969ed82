import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseDocuments} from '../src/parse-documents.ts';

const NOTE =
  'This question is supported by Members other than the authors: A van B (PPE), C D (The Left) and E F (Verts/ALE)';
const NAMES = ['A van B|PPE', 'C D|The Left', 'E F|Verts/ALE'];

/** Lines below a question's text; the supporters read, and the paragraphs that stay. */
const CLOSINGS: [name: string, lines: string[], supporters: string[], paragraphs: string[]][] = [
  ['a mark (E-001643/2025)', ['Text[1].', 'Supporter[2]', '[1] A note.', `[2] ${NOTE}`], NAMES, ['Text[1].']],
  ['a full stop', ['Text.', 'Supporters[1]', `[1] ${NOTE}.`], NAMES, ['Text.']],
  [
    'German',
    ['Text.', 'Unterstützer[1]', '[1] Diese Anfrage wird unterstützt von: A van B (PPE)'],
    ['A van B|PPE'],
    ['Text.'],
  ],
  [
    'no mark: the note that names Members',
    ['Text[1].', 'Supporters', '[1] A note: here.', `[2] ${NOTE}`],
    NAMES,
    ['Text[1].'],
  ],
  ['a note without names', ['Text.', 'Supporters[1]', '[1] Members other than the authors'], [], ['Text.']],
  ['a note without names behind its colon', ['Text.', 'Supporters[1]', '[1] Supported by:'], [], ['Text.']],
  ['no note', ['Text.', 'Supporter[6]'], [], ['Text.']],
  [
    'an unknown word, told by its note',
    ['Text.', 'Blorbu fla [1]', `[1] Blorba: A van B (PPE)`],
    ['A van B|PPE'],
    ['Text.'],
  ],
  [
    'a title with a mark is no such line',
    ['Background [1]', 'Text.', '[1] See: the report'],
    [],
    ['Background [1]', 'Text.'],
  ],
  ['a note that names Members is none without a line', ['Text[1].', `[1] ${NOTE}`], [], ['Text[1].']],
];

for (const [name, lines, supporters, paragraphs] of CLOSINGS) {
  test(`supporters: ${name}`, async () => {
    const heading = [
      'Question for written answer E-000001/2025',
      'to the Commission',
      'Rule 144',
      'First Author (ECR)',
    ];
    const html = `<main id="website-body"><h1>Title</h1>${[...heading, ...lines].map(line => `<p>${line}</p>`).join('')}</main>`;
    const body = new TextEncoder().encode(html);
    const {records, failures} = await parseDocuments([
      {url: 'E-10-2025-000001_EN.html', contentType: null, body},
    ]);
    assert.deepEqual(failures, []);
    const [record] = records;
    assert.deepEqual(
      record?.authors.map(author => author.name),
      ['First Author'],
    );
    assert.deepEqual(
      record?.supporters.map(({name, politicalGroup}) => `${name}|${politicalGroup}`),
      supporters,
    );
    assert.deepEqual(
      record?.versions.en?.paragraphs.map(({text}) => text),
      paragraphs,
    );
    // Whoever supports, the footnote stays a footnote.
    const notes = lines.filter(line => line.startsWith('[')).map(line => line.slice(4));
    assert.deepEqual(
      record?.versions.en?.footnotes.map(({text}) => text),
      notes,
    );
  });
}
