/** Where the texts come from, and on what terms they may be used: in the head of every export that has room for it. */
export const LICENCE_LINES: readonly string[] = [
  'Data © European Union, source: European Parliament (https://www.europarl.europa.eu); the open data is CC BY 4.0.',
  'Name the source, and do not alter Members’ words.',
];
