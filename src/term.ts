/**
 * The first day of each parliamentary term; a term ends the day before the next begins.
 *
 * @source EP6 and EP8 to EP10 from the open data and Parliament's minutes; EP4, EP5 and EP7 unproven
 */
const TERM_STARTS: readonly (readonly [number, string])[] = [
  [4, '1994-07-19'],
  [5, '1999-07-20'],
  [6, '2004-07-20'],
  [7, '2009-07-14'],
  [8, '2014-07-01'],
  [9, '2019-07-02'],
  [10, '2024-07-16'],
];

// The rules under which written, oral questions and interpellations were tabled, by term.
const RULES: readonly (readonly [RegExp, number])[] = [
  [/^(?:108|109|110)\D*$/, 6],
  [/^(?:115|116|117)\D*$/, 7],
  [/^(?:128|130)\D*$/, 8],
  [/^(?:136|138|139)\D*$/, 9],
  [/^144\D*$/, 10],
];

/**
 * The term of a day.
 *
 * @param date ISO: `2019-10-02`
 * @returns `[9]`; empty for a day before the fourth term
 */
export function termsOfDate(date: string): number[] {
  const term = TERM_STARTS.findLast(([, start]) => start <= date);
  return term === undefined ? [] : [term[0]];
}

/**
 * The term whose Rules of Procedure gave questions this rule.
 *
 * @param rule as printed: `117`, `130b`
 * @returns `[7]`; empty for a rule that tells nothing
 * @source headings: 117 in 2009-14, 130 in 2014-19, 138 in 2019-24, 144 since
 */
export function termsOfRule(rule: string): number[] {
  return RULES.filter(([pattern]) => pattern.test(rule)).map(([, term]) => term);
}
