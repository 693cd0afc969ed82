import {latin} from './document.ts';
import type {FileFormat} from './question.ts';
import {OLE_SIGNATURE} from './response.ts';

/**
 * What kind of document bytes are, whatever their name.
 *
 * @param body the first bytes decide
 * @returns `json` for an API record, `html` for XHTML, too, `doc` for whatever older programs wrote and for documents with
 *   a password; `null` for anything else
 */
export function recogniseFormat(body: Uint8Array): Exclude<FileFormat, 'xhtml'> | 'json' | null {
  const head = latin(body.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK')) return 'docx';
  if (head.startsWith(OLE_SIGNATURE)) return 'doc';
  const start = head.replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '');
  if (/^[{[]/.test(start)) return 'json';
  return /^</.test(start) || /<html|<body|<main/i.test(head) ? 'html' : null;
}

const DESCRIPTIONS = {
  html: 'a web page',
  pdf: 'a PDF',
  doc: 'a file of an older program',
  docx: 'a ZIP archive, as Word files are',
  json: 'JSON, not a page or a PDF',
  unknown: 'neither a page, a PDF, a Word file nor an API record',
} as const;

/**
 * Says what bytes are that are no document of the form that is wanted.
 *
 * @param form as recognised
 * @returns `a web page`, `a document that is encrypted with a password`
 */
export function describeFormat(form: ReturnType<typeof recogniseFormat>, body: Uint8Array): string {
  // Programs name the parts of such a file: one answer in Parliament's data is a .doc.
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const holds = (part: string): boolean => form === 'doc' && bytes.includes(Buffer.from(part, 'utf16le'));
  if (holds('EncryptedPackage')) return 'a document that is encrypted with a password';
  if (holds('WordDocument')) return 'a Word file in the old binary form (.doc), which epq does not read';
  return DESCRIPTIONS[form ?? 'unknown'];
}
