import {latin} from '../document.ts';

const PROGRAM = /\/FontFile2(?=\s{1,9}\d)/g;
const TRUETYPE_PART = /\/CIDFontType2\b/g;
const IS_PART_OF_COMPOSITE = /\/Subtype\s{0,9}\/CIDFontType[02]\b/;
const IS_COMPOSITE = /\/Subtype\s{0,9}\/Type0\b/;
const IS_FONT = /\/Subtype\s{0,9}\/(?:Type0|Type1|MMType1|TrueType)\b/;
// Characters by a table of the font's own, or by an encoding that every reader knows.
const TELLS_CHARACTERS = /\/ToUnicode\s{1,9}\d|\/Encoding\s{0,9}\/(?:WinAnsi|MacRoman)Encoding\b/;

/**
 * Takes the embedded fonts' programs out of the reader's sight: pdf.js makes each one anew for a screen, which takes a
 * third of its time, and no text depends on it where the fonts say themselves which characters they write.
 *
 * @param file a PDF; the names of the programs' entries are changed in place, and what says that a composite font is
 *   TrueType: pdf.js gives one without a program, if it is called Arial or the like, a table that has one letter for a ligature
 * @returns whether they were: never where a font is not in plain sight (in an object stream) or tells no characters, for the
 *   program may then be the only one to know them; nor for programs of other kinds than TrueType
 * @source all 227 programs of the 369 PDFs of 2015 (Word 2010) are TrueType, of composite fonts with `/ToUnicode`
 */
export function hideFontPrograms(file: Uint8Array): boolean {
  const text = latin(file);
  const programs = [...text.matchAll(PROGRAM)];
  if (programs.length === 0) return false;
  const parts = [...text.matchAll(TRUETYPE_PART)];
  const dictionaries = text.split('endobj').map(object => object.split('stream', 1)[0] ?? '');
  const count = (pattern: RegExp): number => dictionaries.filter(one => one.search(pattern) !== -1).length;
  const described = new Set(
    dictionaries.flatMap(one => /\/FontDescriptor\s{1,9}(\d{1,10} \d{1,5}) R/.exec(one)?.[1] ?? []),
  );
  const descriptors = dictionaries.filter(one => one.search(PROGRAM) !== -1);
  const areInSight =
    descriptors.length === programs.length &&
    descriptors.every(one => described.has(/(\d{1,10} \d{1,5}) obj\b/.exec(one)?.[1] ?? '')) &&
    count(TRUETYPE_PART) === parts.length &&
    count(IS_PART_OF_COMPOSITE) <= count(IS_COMPOSITE);
  const fonts = dictionaries.filter(one => IS_FONT.test(one));
  if (!areInSight || !fonts.every(one => TELLS_CHARACTERS.test(one))) return false;
  for (const {index} of programs) file.set(Buffer.from('/FontFileX'), index);
  for (const {index} of parts) file.set(Buffer.from('/CIDFontType0'), index);
  return true;
}
