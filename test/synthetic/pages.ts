import {LANGUAGE_CODES, type Language} from '../../src/language.ts';
import {LEXICON} from '../../src/lexicon.ts';
import {
  LABELS,
  piecesOf,
  type SyntheticAnswer,
  type SyntheticQuestion,
  type SyntheticVersion,
} from './documents.ts';

/**
 * Pages as far as they are known: the order of their visible lines from the text of real pages, the tags of the
 * redesign's shell from a report and a motion. No question page was ever seen with its tags: these are synthetic.
 */

type Labels = NonNullable<(typeof LABELS)[Language]>;

// Of the languages that the sample has not, what the lexicon knows of their words.
function labelsOf(language: Language): Labels {
  const {subject, pageTitles, answerMarkers, originalLanguage, lastUpdated, legalNotice} = LEXICON[language];
  return (
    LABELS[language] ?? {
      portal: '',
      section: pageTitles[0] ?? '',
      title: pageTitles.at(-1) ?? '',
      subject: `${subject[0]}:`,
      marker: answerMarkers[0] ?? '',
      original: `${originalLanguage[0]}: `,
      updated: `${lastUpdated[0]}: `,
      legal: legalNotice[0] ?? '',
      name: language,
    }
  );
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/* ---- classic ---- */

function classicShell(id: string, language: Language, content: string): string {
  const labels = labelsOf(language);
  const picker = LANGUAGE_CODES.map(
    code =>
      `<li><a href="/doceo/document/${id}_${code.toUpperCase()}.html">${code} - ${LABELS[code]?.name ?? code}${code === language ? ' (Selected)' : ''}</a></li>`,
  ).join('\n');
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="${language}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>${id}</title>
<style type="text/css">.ep_hidden { display: none }</style><script type="text/javascript">var language = "${language}";</script></head>
<body><!-- synthetic: written for epq, not received from Parliament -->
<div id="header"><a href="/portal/${language}">${labels.portal}</a></div>
<div class="ep_hidden">Choisissez la langue de votre document :<ul>
${picker}
</ul></div>
${content}
</body></html>
`;
}

function classicMarks(text: string): string {
  return piecesOf(text)
    .map(({text: words, isMark}) =>
      isMark ? `<a href="#def_1_${words}" name="ref_1_${words}">(${words})</a>` : escapeHtml(words),
    )
    .join('');
}

function classicNotes(footnotes: readonly string[]): string {
  return footnotes
    .map(
      (note, index) =>
        `<tr><td><a href="#ref_1_${index + 1}" name="def_1_${index + 1}">(${index + 1})</a>${escapeHtml(note)}</td></tr>`,
    )
    .join('\n');
}

function classicBody(body: readonly string[]): string {
  return body.map(paragraph => `<p class="contents">${classicMarks(paragraph)}</p>`).join('\n');
}

function classicFoot(
  language: Language,
  footnotes: readonly string[],
  original: Language | null,
  lastUpdated: string | null,
): string {
  const {original: label, updated, legal} = labelsOf(language);
  return `<table class="notes">${classicNotes(footnotes)}</table>
${original === null || original === language ? '' : `<div>${label}${original.toUpperCase()}</div>`}
<table width="100%"><tr><td>${lastUpdated === null ? '' : `<span>${updated}${lastUpdated}</span>`}</td><td><a href="/legal-notice/${language}">${legal}</a></td></tr></table>`;
}

/** A question's page in the classic layout, the answer's link before the subject. */
export function classicPage(question: SyntheticQuestion, version: SyntheticVersion): string {
  const {language, heading, subjectHtml, subject, body, footnotes, lastUpdated} = version;
  const labels = labelsOf(language);
  const box = question.procedureBox[language];
  const content = `${box === undefined ? '' : `<table class="buttondocwin">${box.map(line => `<tr><td>${escapeHtml(line)}</td></tr>`).join('\n')}</table>`}
<table class="doc_box_header"><tr><td class="doc_title">${labels.section}</td><td><a href="/doceo/document/${question.id}_${language.toUpperCase()}.pdf">PDF</a> <span>41k</span><a href="/doceo/document/${question.id}_${language.toUpperCase()}.docx">WORD</a> <span>9k</span></td></tr>
<tr><td class="doc_date">${question.printedDate[language] ?? question.date}</td></tr><tr><td class="doc_number">${question.number}</td></tr>
<tr><td>${heading.map(line => escapeHtml(line).replace('  ', ' &nbsp;')).join('<br />\n')}</td></tr></table>
<table class="doc_subtitle_level2"><tr><td>&nbsp;<a href="/doceo/document/${question.id}-ASW_${language.toUpperCase()}.html">${labels.marker}</a>&nbsp;</td></tr>
<tr><td>&nbsp;${labels.subject} ${subjectHtml ?? escapeHtml(subject)}</td></tr></table>
${classicBody(body)}
${classicFoot(language, footnotes, question.originalLanguage, lastUpdated)}`;
  return classicShell(question.id, language, content);
}

/** An answer's page in the classic layout. */
export function classicAnswerPage(
  answer: SyntheticAnswer,
  version: SyntheticAnswer['versions'][number],
  longDate: string,
): string {
  const {language, heading, body, footnotes, lastUpdated} = version;
  const labels = labelsOf(language);
  // Of a joint answer the line names all questions (E-007229/2014).
  const references = answer.answersTo.map(
    id =>
      `<a href="/doceo/document/${id}_${language.toUpperCase()}.html">${id.replace(/^([A-Z])-\d+-(\d+)-(\d+)$/, '$1-$3/$2')}</a>`,
  );
  const content = `<table class="doc_box_header"><tr><td>${labels.section}</td><td>PDF <span>35k</span>WORD <span>17k</span></td></tr>
<tr><td>${longDate}</td></tr><tr><td>${answer.number}(ASW)</td></tr>
<tr><td>${heading.map(escapeHtml).join('<br />')}</td></tr>
<tr><td>Question reference: ${references.join(', ')}</td></tr></table>
${classicBody(body)}
${classicFoot(language, footnotes, null, lastUpdated)}`;
  return classicShell(answer.id, language, content);
}

/* ---- redesign ---- */

function redesignShell(
  id: string,
  number: string,
  language: Language,
  languages: readonly Language[],
  main: string,
  foot: string,
): string {
  const {title} = labelsOf(language);
  const items = languages
    .map(
      code =>
        `<li class="t-x-block"${code === language ? ' data-selected="true"' : ''}><a class="es_dropdown-item" href="/doceo/document/${id}_${code.toUpperCase()}.html" lang="${code}"><span class="t-item">${code.toUpperCase()} - ${LABELS[code]?.name}</span></a></li>`,
    )
    .join('\n');
  return `<!doctype html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="${language}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><meta name="language" content="${language}" /><title>${title} | ${number}</title><link rel="canonical" href="https://www.europarl.europa.eu/doceo/document/${id}_${language.toUpperCase()}.html" /><script>window.dataLayer = [];</script></head>
<body><!-- synthetic: written for epq, not received from Parliament -->
<header><ul class="es_topbar-list list-unstyled">
${items}
</ul><nav aria-label="Other websites"><ul><li><a href="/news/${language}"><span class="t-item">News</span></a></li></ul></nav>
<div class="es_header-website-title-main"><span class="d-none d-md-inline"><span class="text-break">${title}</span><span class="es_title-h3 text-nowrap"> - ${number}</span></span><span class="d-md-none"><span class="text-break">${title}</span><br /><span class="es_title-h3 text-nowrap">${number}</span></span></div>
<div class="dropdown-menu" id="documentDownloadDropdownContent"><li><a class="es_dropdown-item" href="/doceo/document/${id}_${language.toUpperCase()}.pdf"><span class="text-nowrap t-x">${id}_${language.toUpperCase()}&nbsp;<span class="text-muted">(PDF - 41 KB)</span></span></a></li></div></header>
<main id="website-body"><div class="container"><div class="breadcrumb"></div></div><div class="container-fluid">
${main}
</div><div class="container-fluid"><div class="separator separator-dotted my-2"></div><div class="d-block d-sm-flex justify-content-between small mb-3">${foot}<div><span><a href="/legal-notice/${language}">${labelsOf(language).legal}</a> - <a href="/privacy-policy/${language}">Privacy policy</a></span></div></div></div></main></body></html>
`;
}

// Bodies come from Word: one sentence in many spans, numbers and gaps as spans, raised marks by style.
function redesignParagraph(text: string): string {
  const spans = piecesOf(text).map(({text: words, isMark}) =>
    isMark
      ? `<span>[${words}]</span>`
      : words
          .split(/(?<= )/)
          .map(word => `<span style="font-family:Arial">${escapeHtml(word)}</span>`)
          .join(''),
  );
  return `<p style="margin-top:0pt; margin-bottom:12pt" class="doceo-font-size-base">${spans.join('')}</p>`;
}

function redesignBody(body: readonly string[]): string {
  const parts: string[] = [];
  for (const [index, paragraph] of body.entries()) {
    const isItem = (text: string | undefined): boolean => /^\d+\. /.test(text ?? '');
    if (!isItem(paragraph)) parts.push(redesignParagraph(paragraph));
    else if (isItem(body[index - 1]))
      continue; // of the list above
    else {
      const end = body.findIndex((text, at) => at > index && !isItem(text));
      const list = body.slice(index, end < 0 ? body.length : end).map(redesignItem);
      parts.push(`<ul>${list.join('\n')}</ul>`);
    }
  }
  return parts.join('\n<p class="doceo-font-size-base">&#xa0;</p>\n');
}

function redesignItem(item: string): string {
  return `<li>${redesignParagraph(item.replace(/^(\d+\.) /, '$1')).replace(/<\/?p[^>]*>/g, '')}</li>`;
}

function redesignNotes(footnotes: readonly string[]): string {
  return footnotes.length === 0
    ? ''
    : `<ul>${footnotes.map((note, index) => `<li>[${index + 1}] ${escapeHtml(note)}</li>`).join('\n')}</ul>`;
}

/** A question's page in the redesign. */
export function redesignPage(question: SyntheticQuestion, version: SyntheticVersion): string {
  const {language, heading, subjectHtml, subject, body, footnotes, lastUpdated} = version;
  const box = question.procedureBox[language];
  const [year, month, day] = question.date.split('-').map(Number);
  const main = `<div class="mb-3"><h1 class="es_title-h1 text-break">${subjectHtml ?? escapeHtml(subject)}</h1><p class="m-lg-0"><span class="text-muted">${day}.${month}.${year}</span></p></div>
${heading.map(line => escapeHtml(line).replace('  ', ' &nbsp;')).join(' \n<br />')}
${box === undefined ? '' : `<table>${box.map(line => `<tr><td>${escapeHtml(line)}</td></tr>`).join('\n')}</table>`}
${redesignBody(body)}
${question.submitted === null ? '' : redesignParagraph(question.submitted)}
${redesignNotes(footnotes)}`;
  const foot =
    lastUpdated === null ? '' : `<span class="text-muted">${labelsOf(language).updated}${lastUpdated}</span>`;
  return redesignShell(
    question.id,
    question.number,
    language,
    question.versions.map(other => other.language),
    main,
    foot,
  );
}

/** An answer's page in the redesign. */
export function redesignAnswerPage(
  answer: SyntheticAnswer,
  version: SyntheticAnswer['versions'][number],
): string {
  const {language, heading, body, footnotes, lastUpdated} = version;
  const main = `<div class="mb-3"><h1 class="es_title-h1 text-break">${escapeHtml(heading.join(' '))}</h1><p class="m-lg-0"><span class="text-muted">${answer.printedDate}</span></p></div>
${body.map(redesignParagraph).join('\n')}
${redesignNotes(footnotes)}`;
  const foot =
    lastUpdated === null ? '' : `<span class="text-muted">${labelsOf(language).updated}${lastUpdated}</span>`;
  return redesignShell(
    answer.id,
    `${answer.number}(ASW)`,
    language,
    answer.versions.map(other => other.language),
    main,
    foot,
  );
}

/* ---- the site around ---- */

// Pages of Parliament weigh about so much, most of it menus and footers.
const PAGE_BYTES = 45_000;

/** A page with menus above and below, as heavy as a real one. */
export function withMenus(page: string, language: Language): string {
  const items: string[] = [];
  for (let weight = page.length; weight < PAGE_BYTES; weight += items.at(-1)?.length ?? 0)
    items.push(
      `<li class="t-x-block mb-2"><a class="es_dropdown-item t-x" href="/portal/${language}/${items.length}" target="_blank"><span class="t-item">Synthetic menu item ${LANGUAGE_CODES[items.length % 24]}</span></a></li>\n`,
    );
  const half = Math.floor(items.length / 2);
  const menu = (part: string[]): string => `<ul class="list-unstyled">${part.join('')}</ul>`;
  return page
    .replace(/<body>/, `<body><div class="es_menu">${menu(items.slice(0, half))}</div>`)
    .replace('</body>', `<footer>${menu(items.slice(half))}</footer></body>`);
}
