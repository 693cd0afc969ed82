import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describeFormat, recogniseFormat} from '../src/file-format.ts';
import {oleOf} from './synthetic/docx.ts';

test('the form of a file, by its first bytes, and what it is called', () => {
  const rows: [content: string | Uint8Array, form: string | null, called: RegExp][] = [
    ['%PDF-1.7', 'pdf', /^a PDF$/],
    ['\n\n%PDF-1.7', 'pdf', /^a PDF$/],
    ['PK\u0003\u0004', 'docx', /^a ZIP archive/],
    ['xPK', null, /^neither/],
    [oleOf('WordDocument'), 'doc', /old binary form/],
    [oleOf('EncryptedPackage'), 'doc', /encrypted with a password/],
    [oleOf('Workbook'), 'doc', /^a file of an older program$/],
    ['\ufeff \n{"data": []}', 'json', /^JSON/],
    ['[1]', 'json', /^JSON/],
    ['\ufeff\n<p>', 'html', /^a web page$/],
    ['text <HTML>', 'html', /^a web page$/],
    ['text <main>', 'html', /^a web page$/],
    ['text <body>', 'html', /^a web page$/],
    ['text <p>', null, /^neither/],
    ['', null, /^neither/],
    [`${' '.repeat(2000)}%PDF-`, null, /^neither/],
  ];
  for (const [content, form, called] of rows) {
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    assert.equal(recogniseFormat(body), form, String(content).slice(0, 20));
    assert.match(describeFormat(recogniseFormat(body), body), called);
  }
});
