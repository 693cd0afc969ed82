import {findAnswerHeading} from './answer-heading.ts';
import {showsClassicShell} from './classic.ts';
import {parseFileAnswer} from './file-answer.ts';
import {parseFileQuestion} from './file-question.ts';
import {findHeading, readPageHeader} from './heading.ts';
import type {Page} from './html.ts';
import {readLabel} from './label.ts';
import type {Printed} from './printed.ts';
import {parseRedesign} from './redesign.ts';
import type {Mark} from './signs.ts';

/**
 * Layout `xhtml`: the file that the open data of 2021 and 2022 offers beside PDF and DOCX.
 *
 * Recognised by  XHTML, declared, with a heading, and nothing of the site around it: no menu, form or script, no
 *                `<main>`, no canonical address, no "Choisissez la langue", no "Last updated"
 * Addresses      distribution/reds_iMaQp/<id>/<id>_<ll>.xhtml, distribution/reds_iMaQp_Asw/…
 * Subject        "Subject:" or a first-level heading below the authors; else the title above the heading
 * Unproven       everything: no such file could be obtained
 */

/** What this layout is recognised by, all of it together. */
export const XHTML_MARKS: readonly Mark<Page>[] = [
  {name: 'XHTML, declared', of: null, isShown: (_lines, page) => page.declaresXhtml},
  {name: 'nothing of the site around it', of: null, isShown: (lines, page) => !showsSite(page, lines)},
  {
    name: "a question's or an answer's heading",
    of: null,
    isShown: lines => findHeading(lines) !== null || findAnswerHeading(lines, null) !== null,
  },
];

/** Whether a page is such a file. */
export function isXhtmlFile(page: Page): boolean {
  const {lines} = page;
  return XHTML_MARKS.every(({isShown}) => isShown(lines, page));
}

// Pages of the site may declare XHTML, too (those of the redesign do), but never come without what is around them.
function showsSite({main, canonical, hasShell, hasRedesignClasses}: Page, lines: readonly string[]): boolean {
  const isClosing = (line: string): boolean =>
    readLabel(line, 'lastUpdated') !== null || readLabel(line, 'legalNotice') !== null;
  return (
    main !== null ||
    canonical !== null ||
    hasShell ||
    hasRedesignClasses ||
    showsClassicShell(lines) ||
    lines.some(line => readPageHeader(line) !== null || isClosing(line))
  );
}

/**
 * Reads such a file.
 *
 * @returns the question or answer as printed, `null` where neither is found
 */
export function parseXhtmlFile(page: Page): Printed | null {
  const text = {blocks: page.blocks, furniture: []};
  const printed =
    parseFileAnswer(text, {alone: 'xhtml', belowQuestion: 'xhtml'}) ??
    parseFileQuestion(text, 'xhtml') ??
    parseRedesign(page);
  return printed === null ? null : {...printed, layout: 'xhtml'};
}
