import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {LANGUAGE_CODES} from '../src/language.ts';
import {normalise} from '../src/normalise.ts';
import {readPage} from '../src/parse/html.ts';
import {cutMenus} from '../src/parse/menus.ts';
import {parsePage} from '../src/parse/pages.ts';
import {findCorpus, ROOT} from './corpus.ts';
import {answerIn, questionIn} from './synthetic/languages.ts';
import {
  classicAnswerPage,
  classicPage,
  redesignAnswerPage,
  redesignPage,
  withMenus,
} from './synthetic/pages.ts';

/** What a page says, or why it cannot be read; its links in any order. */
function readingOf(body: Uint8Array, menus: 'cut' | 'kept'): unknown {
  try {
    return parsePage({url: 'page.html', contentType: null, body}, menus).map(({links, printed, ...read}) => ({
      ...read,
      witness: normalise(printed, 'html', null),
      links: links.map(link => JSON.stringify(link)).sort(),
    }));
  } catch (error) {
    return String(error);
  }
}

function requireSame(body: Uint8Array, name: string): void {
  assert.deepEqual(readingOf(body, 'cut'), readingOf(body, 'kept'), name);
}

test('what is cut out of a page, and what is told of it', () => {
  const main = '<main><ul><li><a href="/in">In</a></li></ul></main>';
  const page = (items: string): string => `<ul>${items}</ul>${main}<footer>${items}</footer>`;
  const link = '<li class="es_menu"><a href="/out"><span>Out</span></a></li> ';
  assert.deepEqual(cutMenus(page(`${link}<li><a name="x">Nowhere</a></li>`)), {
    markup: page(''),
    links: [
      {address: '/out', words: 'Out'},
      {address: '/out', words: 'Out'},
    ],
    hasRedesignClasses: true,
  });
  for (const kept of [
    '<li><a href="/out">Out 2</a></li>',
    '<li><a href="/out">PDF</a></li>',
    '<li><a href="/out">Out</a> and more</li>',
    '<li><a href="/out"><b>Out</b></a></li>',
    '<li><a href="/out">A &amp; B</a></li>',
    `<script>${link}</script>`,
    `<!--${link}-->`,
  ])
    assert.deepEqual(cutMenus(page(kept)), {markup: page(kept), links: [], hasRedesignClasses: false}, kept);
  // Where the document stands is not sure.
  for (const markup of [`${link}<p>A</p>`, `${page(link)}${main}`, `${link}</main><main>`, `${link}<main>`])
    assert.equal(cutMenus(markup).markup, markup, markup);
});

test('every page of the fixtures says the same without its menus', async () => {
  const names = (await readdir(join(ROOT, 'fixtures'), {recursive: true})).filter(name =>
    /\.x?html$/.test(name),
  );
  assert.ok(names.length > 40);
  for (const name of names) requireSame(await readFile(join(ROOT, 'fixtures', name)), name);
});

for (const language of LANGUAGE_CODES) {
  test(`pages of ${language} with the menus of a site: a third is cut at least, and the same is understood`, () => {
    const question = questionIn(language);
    const answer = answerIn(language);
    const [version, given] = [question.versions[0], answer.versions[0]];
    assert.ok(version !== undefined && given !== undefined);
    const pages = [
      redesignPage(question, version),
      redesignAnswerPage(answer, given),
      classicPage(question, version),
      classicAnswerPage(answer, given, '20 March 2022'),
    ];
    for (const page of pages) {
      const heavy = withMenus(page, language);
      const body = new TextEncoder().encode(heavy);
      requireSame(body, heavy.slice(0, 300));
      assert.notEqual(typeof readingOf(body, 'cut'), 'string');
      assert.ok(cutMenus(heavy).markup.length < heavy.length * 0.7);
    }
  });
}

const ITEM = '<li class="t-x"><a class="es_item" href="/portal/en"><span>Plenary</span></a></li>';
const DOCUMENT = '<main id="website-body"><ul><li><a href="/x">A source</a></li></ul></main>';

const CASES: readonly [name: string, page: string, links: number][] = [
  ['above and below the document', `<ul>${ITEM}</ul>${DOCUMENT}<ul>${ITEM}</ul>`, 2],
  ['none within it', DOCUMENT, 0],
  ['no sign of where the document is', `<ul>${ITEM}</ul><h1>A title</h1>`, 0],
  ['two documents', `<ul>${ITEM}</ul>${DOCUMENT}${DOCUMENT}`, 0],
  ['a document that does not end', `<ul>${ITEM}</ul><main><p>Text`, 0],
  [
    'above the classic language picker alone',
    `<ul>${ITEM}</ul>Choisissez la langue de votre document :${ITEM}`,
    1,
  ],
  ['in a comment', `<!-- ${ITEM} -->${DOCUMENT}`, 0],
  ['in a script', `<script>"${ITEM}"</script>${DOCUMENT}`, 0],
  ['with a number in it', `<ul>${ITEM.replace('Plenary', 'E-003068/2019')}</ul>${DOCUMENT}`, 0],
  ['with text beside the link', `<ul>${ITEM.replace('</a>', '</a> and more')}</ul>${DOCUMENT}`, 0],
  ['with an entity in it', `<ul>${ITEM.replace('Plenary', 'A&nbsp;B')}</ul>${DOCUMENT}`, 0],
  ['with a tag in an attribute', `<ul>${ITEM.replace('/portal/en', '/?a>b')}</ul>${DOCUMENT}`, 0],
  ['with a list within', `<ul>${ITEM.replace('</li>', `<ul>${ITEM}</ul></li>`)}</ul>${DOCUMENT}`, 1],
];

for (const [name, page, count] of CASES) {
  test(`menus: ${name}`, () => {
    const {links, markup, hasRedesignClasses} = cutMenus(page);
    assert.equal(links.length, count);
    assert.equal(markup === page, count === 0);
    assert.equal(hasRedesignClasses, count > 0);
    const document = {url: 'page.html', contentType: null, body: new TextEncoder().encode(page)};
    const [cut, kept] = [readPage(document, 'cut'), readPage(document)];
    assert.deepEqual(
      cut.main?.map(({text}) => text),
      kept.main?.map(({text}) => text),
    );
    assert.deepEqual(
      cut.links.map(link => JSON.stringify(link)).sort(),
      kept.links.map(link => JSON.stringify(link)).sort(),
    );
  });
}

const corpus = findCorpus('the menus of real pages of the site');
if (corpus !== null) {
  test('a real report and a real motion: most items of their menus are cut, all their links are there', async () => {
    for (const name of ['A-9-2024-0163_EN.html', 'RC-10-2025-0249_EN.html']) {
      const body: Uint8Array = await readFile(join(corpus, 'doceo-template', name));
      const document = {url: name, contentType: null, body};
      const [cut, kept] = [readPage(document, 'cut'), readPage(document)];
      assert.ok(cut.blocks.length <= kept.blocks.length - 50);
      assert.deepEqual(
        cut.main?.map(({text}) => text),
        kept.main?.map(({text}) => text),
      );
      assert.equal(cut.links.length, kept.links.length);
      assert.deepEqual(
        {...cut, blocks: [], lines: [], main: [], links: []},
        {...kept, blocks: [], lines: [], main: [], links: []},
      );
      requireSame(body, name);
    }
  });
}
