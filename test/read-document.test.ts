import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ReadDocument} from '../src/read-document.ts';
import {questionDocx} from './synthetic/docx.ts';
import {plainPdf} from './synthetic/pdfs.ts';
import {SAFE_CITY} from './synthetic/sample.ts';
import {readDocument} from './witnesses.ts';

const [english] = SAFE_CITY.versions;
assert.ok(english !== undefined);
const HEADING = english.heading;
const NOTHING = {addressIds: [], namedIds: [], links: [], offersAnotherLanguage: false};

/** Everything but its words. */
async function read(body: string | Uint8Array, url = 'saved'): Promise<Omit<ReadDocument, 'witness'>> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const {witness: _, ...rest} = await readDocument({url, contentType: null, body: bytes}, 'en');
  return rest;
}

function pageOf(text: string, head = ''): string {
  const lines = [...HEADING, 'Subject: A title', text].map(line => `<p>${line}</p>`).join('');
  return `<html><head>${head}</head><body><form action="/"></form>${lines}</body></html>`;
}

test('a page in which nothing tells where it is from', async () => {
  assert.deepEqual(await read(pageOf('A text.')), {format: 'html', ...NOTHING});
});

test('a page’s links to questions and answers, and none to other places', async () => {
  const text = `See <a href="https://example.org/a">this</a>,
    <a href="/doceo/document/P-9-2022-000997_FR.pdf">that</a> and <a href="#note">a note</a>.`;
  assert.deepEqual(await read(pageOf(text)), {
    format: 'html',
    ...NOTHING,
    links: [{id: 'P-9-2022-000997', language: 'fr', format: 'pdf', isAnswerMarker: false}],
  });
});

test('the question that a page’s address names, and the one that the page names', async () => {
  const canonical = '<link rel="canonical" href="/doceo/document/E-9-2019-003068_EN.html"/>';
  assert.deepEqual(await read(pageOf('A text.', canonical), 'P-9-2022-000997_EN.html'), {
    ...NOTHING,
    format: 'html',
    addressIds: ['P-9-2022-000997'],
    namedIds: ['E-9-2019-003068'],
  });
});

// A name says what is asked for, the bytes what came.
for (const [name, form, body] of [
  ['a PDF', 'pdf', await plainPdf([...HEADING, 'Subject: A title', 'A text.'].join('\n'))],
  ['a Word file', 'docx', questionDocx(SAFE_CITY, english)],
] as const) {
  test(`${name} at the address of an XHTML file`, async () => {
    const {format, addressIds} = await read(body, 'E-9-2019-003068_en.xhtml');
    assert.deepEqual([format, addressIds], [form, ['E-9-2019-003068']]);
  });
}
