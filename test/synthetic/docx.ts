import {strToU8, zipSync} from 'fflate';
import {LEXICON} from '../../src/lexicon.ts';
import {
  LABELS,
  piecesOf,
  type SyntheticAnswer,
  type SyntheticQuestion,
  type SyntheticVersion,
} from './documents.ts';

/**
 * Word files in the form of 2015: real footnotes and numbering, a footer, properties of its own. Written by us:
 * synthetic.
 */

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Packs parts into a ZIP archive: the same bytes at every call, everywhere. */
export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files = Object.entries(parts).map(
    ([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part] as const,
  );
  // The format has no time zone: its first instant is the same one in all of them.
  return zipSync(Object.fromEntries(files), {mtime: new Date(1980, 0, 1), level: 9});
}

/** The beginning of a file of older programs, and of one with a password: what is in it is named in its directory. */
export function oleOf(part: string): Uint8Array {
  const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  return Buffer.concat([Buffer.from(signature), Buffer.alloc(1528), Buffer.from(part, 'utf16le')]);
}

/** What a Word file is made of, where it is more than its text. */
export interface DocxParts {
  /** definitions of lists, and the lists made of them: the content of `<w:numbering>` */
  numbering?: string;
  /** the content of `<w:styles>` */
  styles?: string;
  /** the content of `<w:footnotes>` and `<w:endnotes>` */
  footnotes?: string;
  endnotes?: string;
  /** paragraphs of header and footer */
  header?: string;
  footer?: string;
  /** the document's own properties, by name */
  properties?: Readonly<Record<string, string>>;
}

/** A Word file with this content of its `<w:body>`. */
export function docxOf(body: string, parts: DocxParts = {}): Uint8Array {
  const word = {
    document: ['document', 'document.main', `<w:body>${body}</w:body>`],
    numbering: ['numbering', 'numbering', parts.numbering],
    styles: ['styles', 'styles', parts.styles],
    footnotes: ['footnotes', 'footnotes', parts.footnotes],
    endnotes: ['endnotes', 'endnotes', parts.endnotes],
    header1: ['hdr', 'header', parts.header],
    footer1: ['ftr', 'footer', parts.footer],
  } as const;
  const given = Object.entries(word).filter(([, [, , content]]) => content !== undefined);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const schema = 'http://schemas.openxmlformats.org';
  const relations = `<Relationships xmlns="${schema}/package/2006/relationships">`;
  const properties = Object.entries(parts.properties ?? {}).map(
    ([name, value], index) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${index + 2}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
  );
  return zip({
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${schema}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${given
      .map(([name, [, kind]]) => `<Override PartName="/word/${name}.xml" ContentType="${type}.${kind}+xml"/>`)
      .join(
        '',
      )}<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`,
    '_rels/.rels': `${DECLARATION}${relations}<Relationship Id="rId1" Type="${schema}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${schema}/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${DECLARATION}${relations}${given
      .filter(([name]) => name !== 'document')
      .map(
        ([name, [, kind]]) =>
          `<Relationship Id="${name}" Type="${schema}/officeDocument/2006/relationships/${kind}" Target="${name}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      given.map(([name, [element, , content]]) => [
        `word/${name}.xml`,
        `${DECLARATION}<w:${element} ${NAMESPACES}>${content}</w:${element}>`,
      ]),
    ),
    'docProps/custom.xml': `${DECLARATION}<Properties xmlns="${schema}/officeDocument/2006/custom-properties" xmlns:vt="${schema}/officeDocument/2006/docPropsVTypes">${properties.join('')}</Properties>`,
  });
}

/** A paragraph of plain text: a tab as `\t`, a line break as `\n`. */
export function paragraph(text: string, settings = ''): string {
  const content = escapeXml(text).replace(/\t|\n/g, sign =>
    sign === '\t' ? '</w:t><w:tab/><w:t xml:space="preserve">' : '</w:t><w:br/><w:t xml:space="preserve">',
  );
  return `<w:p><w:pPr>${settings}</w:pPr><w:r><w:t xml:space="preserve">${content}</w:t></w:r></w:p>`;
}

/** A definition of a list with its levels, and a list made of it. */
export function listOf(id: number, levels: readonly {form: string; text: string; start?: number}[]): string {
  const defined = levels.map(
    ({form, text, start = 1}, level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${form}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${id}">${defined.join('')}</w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
}

/** What puts a paragraph into a list. */
export function inList(id: number, level = 0): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
}

/** A footnote or an endnote, for the part that holds them. */
export function note(kind: 'footnote' | 'endnote', id: number, text: string): string {
  return `<w:${kind} w:id="${id}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Ref/></w:r><w:r><w:tab/><w:t xml:space="preserve"> ${escapeXml(text)}</w:t></w:r></w:p></w:${kind}>`;
}

/** A question: heading, "Subject:" and a tab, text, real footnotes and numbers, footer with the session document. */
export function questionDocx(question: SyntheticQuestion, version: SyntheticVersion): Uint8Array {
  const {heading, subject, body, footnotes, language} = version;
  const label = LABELS[language]?.subject ?? `${LEXICON[language].subject[0]}:`;
  const closing = question.submitted === null ? [] : [question.submitted];
  return docxOf(
    [...heading, `${label}\t${subject}`].map(line => paragraph(line)).join('') +
      [...body, ...closing].map(written).join(''),
    {
      ...lists(footnotes),
      footer: paragraph(`1190001.${language.toUpperCase()}\t${(question.pe ?? '').replace('PE', 'PE ')}`),
      properties: {
        '<Extension>': language.toUpperCase(),
        '<FdR>': '1190001',
        '<Type>': 'QE',
        ...(question.pe === null ? {} : {'PE Number': question.pe.replace('PE', '')}),
      },
    },
  );
}

/** An answer in the short form of the PDFs: number, heading, date in brackets, text; the language in its header. */
export function answerDocx(
  answer: SyntheticAnswer,
  {language, heading, body, footnotes}: SyntheticAnswer['versions'][number],
): Uint8Array {
  return docxOf(
    [answer.number, ...heading, `(${answer.printedDate})`].map(line => paragraph(line)).join('') +
      body.map(written).join(''),
    {...lists(footnotes), header: paragraph(language.toUpperCase())},
  );
}

function lists(footnotes: readonly string[]): DocxParts {
  const separator =
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>';
  return {
    numbering: listOf(1, [{form: 'decimal', text: '%1.'}]),
    ...(footnotes.length === 0
      ? {}
      : {footnotes: separator + footnotes.map((text, index) => note('footnote', index + 1, text)).join('')}),
  };
}

function written(text: string): string {
  const number = /^\d+\. /.exec(text)?.[0] ?? '';
  const runs = piecesOf(text.slice(number.length)).map(({text: words, isMark}) =>
    isMark
      ? `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${words}"/></w:r>`
      : `<w:r><w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`,
  );
  return `<w:p><w:pPr>${number === '' ? '' : inList(1)}</w:pPr>${runs.join('')}</w:p>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
