/** A reference to a document of the Commission, as it stands in a text. */
export interface FoundDocument {
  /** `COM(2021)206`: four digits for the year, no zeros before the number, without "final" and "/2" */
  document: string;
  index: number;
  length: number;
}

// Older documents of many languages print "KOM" and "SEK" (unproven), Bulgarian ones may print Cyrillic letters (unproven).
const TYPES: Readonly<Record<string, string>> = {KOM: 'COM', СОМ: 'COM', SEK: 'SEC'};
const DOCUMENT =
  /(?<![\p{L}\d])(?:(?<type>COM|KOM|СОМ|SWD|JOIN|SEC|SEK)(?: ?\((?<year>\d{4}|\d{2})\) ?|[ /](?<slashedYear>\d{4})[ /])|C ?\((?<yearOfC>\d{4})\) ?)(?<number>\d{1,5})(?!\d)(?:\/\d(?!\d))?(?: final(?:\/\d)?(?!\p{L}))?/gu;

/**
 * Finds documents of the Commission and the High Representative in a text.
 *
 * @param text `COM(2014)0558`, `COM(2015)0598/2`, `COM(2022) 108 final`, `SWD(2014) 255`, `COM/2013/822`, `C(2021)1234`; of
 *   any length
 * @returns in the order of the text; empty if there are none
 * @source files of 2015, titles of 2019 to 2024
 */
export function findDocuments(text: string): FoundDocument[] {
  return Array.from(text.matchAll(DOCUMENT), match => {
    const {type = 'C', year, slashedYear, yearOfC, number = ''} = match.groups ?? {};
    return {
      document: writeDocument(TYPES[type] ?? type, year ?? slashedYear ?? yearOfC ?? '', number),
      index: match.index,
      length: match[0].length,
    };
  });
}

/**
 * Writes a document's number.
 *
 * @param year as printed: two digits are of 1970 to 1999
 * @param number as printed, with or without zeros
 */
export function writeDocument(type: string, year: string, number: string): string {
  return `${type}(${year.length === 2 ? `19${year}` : year})${Number(number)}`;
}
