import {buffer} from 'node:stream/consumers';
import {deflateSync} from 'node:zlib';
import PDFDocument from 'pdfkit';

const SIZE = 64;

/** A question (synthetic) beside what has to be drawn: a picture with an alpha channel, a stencil of one bit, a gradient. */
export async function illustratedPdf(): Promise<Uint8Array> {
  const document = new PDFDocument({info: {CreationDate: new Date(0)}});
  const samples = Buffer.from(Array.from({length: SIZE * SIZE * 3}, (_, at) => (at * 7) % 256));
  const alpha = draw(
    document,
    {ColorSpace: 'DeviceGray', BitsPerComponent: 8},
    samples.subarray(0, SIZE * SIZE),
  );
  const picture = draw(document, {ColorSpace: 'DeviceRGB', BitsPerComponent: 8, SMask: alpha}, samples);
  const stencil = draw(
    document,
    {ImageMask: true, BitsPerComponent: 1},
    samples.subarray(0, (SIZE * SIZE) / 8),
  );
  for (const [name, object] of Object.entries({Picture: picture, Stencil: stencil})) {
    document.page.xobjects[name] = object;
    document.addContent(`q 80 0 0 80 400 60 cm /${name} Do Q`);
  }
  document
    .rect(300, 600, 80, 80)
    .fill(document.linearGradient(300, 600, 380, 680).stop(0, 'red').stop(1, 'blue'));
  document.fill('black').fontSize(11);
  for (const line of [
    'Question for written answer E-000002/2026',
    'to the Commission',
    'Rule 144',
    'Anna Example (PPE)',
    'Subject: A question of ours with pictures',
    'A sentence of ours stands between what is drawn, and one more.',
  ])
    document.text(line, 72).moveDown();
  document.end();
  return new Uint8Array(await buffer(document));
}

function draw(document: PDFKit.PDFDocument, entries: object, samples: Uint8Array): PDFKit.PDFKitReference {
  const object = document.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: SIZE,
    Height: SIZE,
    Filter: 'FlateDecode',
    ...entries,
  });
  object.end(deflateSync(samples));
  return object;
}
