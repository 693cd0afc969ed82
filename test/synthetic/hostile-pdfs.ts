import {deflateSync} from 'node:zlib';

/** PDFs that no honest program writes, or none of Parliament's. Written by us: synthetic. */

const NESTED = 40;
const SHOWN = '(Lorem ipsum dolor sit amet) Tj 0 -12 Td\n';

/** A PDF of 3 kB whose page draws a form that draws another twice, and so on: 2 to the 40th lines of text. */
export function endlessPdf(): Uint8Array {
  const forms = Array.from({length: NESTED}, (_, at) =>
    at === NESTED - 1
      ? formOf(`BT /F1 9 Tf ${SHOWN} ET`, '')
      : formOf('/X Do /X Do', `/XObject << /X ${FIRST_FREE + at + 1} 0 R >>`),
  );
  return pdfOf([pageOf(`/XObject << /X ${FIRST_FREE} 0 R >>`)], streamOf('/X Do'), forms);
}

/**
 * A small PDF whose page's text is so large once it is decompressed.
 *
 * @param megabytes of text
 */
export function bombPdf(megabytes: number): Uint8Array {
  const lines = SHOWN.repeat(Math.ceil((megabytes * 1e6) / SHOWN.length));
  return pdfOf([pageOf('')], streamOf(`BT /F1 9 Tf ${lines} ET`));
}

/**
 * A PDF with one line of text a page.
 *
 * @param pages how many
 * @param attached bytes that no page shows
 */
export function longPdf(pages: number, attached: Uint8Array = new Uint8Array()): Uint8Array {
  return pdfOf(
    Array.from({length: pages}, () => pageOf('')),
    streamOf(`BT /F1 9 Tf 72 700 Td ${SHOWN} ET`),
    [
      Buffer.concat([
        Buffer.from(`<< /Length ${attached.length} >>\nstream\n`),
        attached,
        Buffer.from('\nendstream'),
      ]),
    ],
  );
}

const CONTENT = 4;
const FIRST_FREE = 5;

// Objects: 1 the catalogue, 2 the pages, 3 the font, 4 what every page shows, then others, then each page.
function pdfOf(
  pages: readonly string[],
  content: Uint8Array,
  others: readonly Uint8Array[] = [],
): Uint8Array {
  const firstPage = FIRST_FREE + others.length;
  const kids = pages.map((_, at) => `${firstPage + at} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    content,
    ...others,
    ...pages,
  ];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = 9;
  const add = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    add(`${at + 1} 0 obj\n`);
    add(object);
    add('\nendobj\n');
  }
  const start = length;
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts));
}

function pageOf(resources: string): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${CONTENT} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> >>`;
}

function streamOf(text: string, entries = ''): Uint8Array {
  const packed = deflateSync(text);
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

function formOf(text: string, resources: string): Uint8Array {
  return streamOf(
    text,
    `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> ${resources} >>`,
  );
}
