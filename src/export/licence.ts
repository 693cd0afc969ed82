/** Where the data comes from, and on what terms. */
export const SOURCE = {
  title: 'Parliamentary questions of the European Parliament',
  creator: '© European Union, source: European Parliament',
  address: 'https://data.europarl.europa.eu/',
  licence: 'CC BY 4.0',
  licenceAddress: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

/** The same in words: in the head of every export that has room for it. */
export const LICENCE_LINES: readonly string[] = [
  `Data ${SOURCE.creator} (${SOURCE.address}); the open data is ${SOURCE.licence} (${SOURCE.licenceAddress}).`,
  'Name the source, and do not alter Members’ words.',
];
