import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import type {Page} from 'playwright-core';
import type {QuestionRecord} from '../src/question.ts';
import {writeReport} from '../src/report/write-report.ts';
import {type Opened, openPage, startBrowser, withoutBrowser} from './browser.ts';
import {ROOT} from './corpus.ts';
import {HOSTILE, someRecords} from './exporting.ts';
import {epq} from './run-epq.ts';
import {synthesiseQuestions} from './synthetic/questions.ts';
import {emptyDirectory} from './temporary.ts';

const TODAY = '2024-06-30';
const PHONE = {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true};

const skip = withoutBrowser('the page that epq report makes, in Chromium');
const browser = skip === false ? await startBrowser() : null;
after(() => browser?.close());

const folder = await emptyDirectory();
const questions = [...synthesiseQuestions(1500, 200), ...(await someRecords())];
const path = join(folder, 'report.html');
await make(questions, path);

async function make(records: readonly QuestionRecord[], into: string): Promise<void> {
  async function* each(): AsyncGenerator<QuestionRecord> {
    yield* records;
  }
  const facts = {madeOn: TODAY, version: '0', selection: null};
  await writeReport(into, into, each(), {facts, answers: true, isStopped: () => false});
}

/** Opens the report, and holds it to what it must not do: requests, messages, errors. */
async function look(work: (page: Page) => Promise<void>, options: Parameters<typeof openPage>[2] = {}) {
  assert.ok(browser !== null);
  const {page, misdeeds}: Opened = await openPage(browser, path, options);
  try {
    await work(page);
    assert.deepEqual(misdeeds, []);
  } finally {
    await page.context().close();
  }
}

/** The figures of a chart as its table has them: first cells, and numbers. */
async function figuresOf(page: Page, chart: string): Promise<Map<string, number[]>> {
  const rows = await page.$$eval(`#figure-${chart} tbody tr`, lines =>
    lines.map(line => [...line.querySelectorAll('th, td')].map(cell => cell.textContent ?? '')),
  );
  return new Map(
    rows.map(([name = '', ...cells]) => [name, cells.map(cell => Number(cell.replaceAll(',', '')))]),
  );
}

function countBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly (string | null)[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const key of new Set(keysOf(item))) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Waits until an expression holds; the page's own policy lets no text become code within it. */
async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await page.evaluate<boolean>(expression))) {
    assert.ok(Date.now() < end, `never came: ${expression}`);
    await wait(20);
  }
}

const countShown = async (page: Page): Promise<string> => (await page.textContent('#count')) ?? '';

/** Where a question stands, told without the page's own code. */
function standing({type, date, answers, agreement}: QuestionRecord): string {
  const weeks = type === 'QUESTION_WRITTEN_PRIORITY' ? 3 : type === 'QUESTION_WRITTEN' ? 6 : null;
  const [answered] = answers.flatMap(answer => answer.date ?? []).sort();
  const due = weeks === null || date === null ? null : Date.parse(date) + weeks * 7 * 86_400_000;
  if (due !== null && answered !== undefined) return Date.parse(answered) > due ? 'late' : 'in-time';
  if (answers.length > 0) return 'answered';
  if (weeks === null || !agreement.sources.includes('opendata')) return 'unknown';
  return due !== null && due < Date.parse(TODAY) ? 'overdue' : 'open';
}

test('figures are those of the records', {skip}, async () => {
  await look(async page => {
    const keys = await page.$$eval('#key-figures .key', parts =>
      parts.map(part => [part.getAttribute('data-key'), part.querySelector('.value')?.textContent]),
    );
    const standings = countBy(questions, question => [standing(question)]);
    const shown = new Map(keys.map(([key, value]) => [key, value]));
    assert.equal(shown.get('all'), questions.length.toLocaleString('en'));
    for (const state of ['in-time', 'late', 'overdue', 'open', 'unknown'])
      assert.equal(shown.get(state), (standings.get(state) ?? 0).toLocaleString('en'), state);
    const days = questions
      .flatMap(({date, answers}) => {
        const [first] = answers.flatMap(answer => answer.date ?? []).sort();
        return date === null || first === undefined
          ? []
          : [(Date.parse(first) - Date.parse(date)) / 86_400_000];
      })
      .sort((a, b) => a - b);
    const half = days.length / 2;
    const median =
      days.length % 2 === 1 ? days[Math.floor(half)] : ((days[half - 1] ?? 0) + (days[half] ?? 0)) / 2;
    assert.equal(shown.get('median'), `${median} days`);

    const months = await figuresOf(page, 'months');
    const byMonth = countBy(questions, ({date}) => [date?.slice(0, 7) ?? null]);
    assert.deepEqual(
      new Map([...months].map(([month, cells]) => [month, cells.at(-1)])),
      new Map([...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    const priority = questions.filter(({type}) => type === 'QUESTION_WRITTEN_PRIORITY').length;
    const states = await figuresOf(page, 'states');
    assert.equal(states.get('Priority written')?.at(-1), priority);

    const groups = await figuresOf(page, 'groups');
    const byGroup = countBy(questions, ({authors}) => authors.map(author => author.politicalGroup));
    assert.equal(groups.size, byGroup.size);
    for (const [group, count] of byGroup) assert.equal(groups.get(group)?.[0], count, group.slice(0, 50));

    const addressees = await figuresOf(page, 'addressees');
    const byAddressee = countBy(questions, question => question.addressees.map(({code}) => code));
    assert.equal(addressees.get('Commission')?.[0], byAddressee.get('COM'));
    assert.equal(addressees.get('Council')?.[0], byAddressee.get('CONSIL'));

    const authors = await figuresOf(page, 'authors');
    const byAuthor = countBy(questions, question => question.authors.map(({name}) => name));
    const most = [...byAuthor].sort(([, a], [, b]) => b - a).slice(0, 50);
    assert.deepEqual(
      [...authors.values()].map(([count]) => count),
      most.map(([, count]) => count),
    );
    for (const [name, [count]] of authors) assert.equal(count, byAuthor.get(name));

    const languages = await figuresOf(page, 'languages');
    const available = countBy(questions, question =>
      Object.entries(question.languages).flatMap(([code, state]) => (state === 'available' ? [code] : [])),
    );
    for (const [name, code] of [
      ['English', 'en'],
      ['Italian', 'it'],
      ['Latvian', 'lv'],
    ])
      assert.equal(languages.get(name ?? '')?.[1], available.get(code ?? ''), name);

    const times = await figuresOf(page, 'times');
    const weeks = countBy(questions, question => {
      const [first] = question.answers.flatMap(answer => answer.date ?? []).sort();
      const isWritten = question.type === 'QUESTION_WRITTEN';
      if (!isWritten || question.date === null || first === undefined) return [];
      return [String(Math.ceil((Date.parse(first) - Date.parse(question.date)) / 86_400_000 / 7))];
    });
    const column = await page.$$eval('#figure-times thead th', cells =>
      cells.findIndex(cell => cell.textContent === 'Written'),
    );
    assert.equal(times.get('up to 7 weeks')?.[column - 1], weeks.get('7'));
    for (const figure of await page.locator('figure').all())
      assert.ok(await figure.locator('svg').first().isVisible());
  });
});

test('search, filters and sorting', {skip}, async () => {
  await look(async page => {
    const all = `of ${questions.length.toLocaleString('en')} questions.`;
    const search = async (words: string, count: number): Promise<void> => {
      await page.fill('#search', words);
      await page.press('#search', 'Enter');
      assert.equal(await countShown(page), `${count} ${all}`, words);
    };
    const holding = (word: string): number =>
      questions.filter(({subject, authors}) =>
        [subject, ...authors.map(({name}) => name)].some(text => text?.toLowerCase().includes(word)),
      ).length;
    await page.locator('#questions').scrollIntoViewIfNeeded();
    for (const notation of ['E-003068-19', 'e-003068/2019', 'E-9-2019-003068']) {
      await page.fill('#search', notation);
      await page.press('#search', 'Enter');
      const numbers = await page.$$eval('#rows .number', cells => cells.map(cell => cell.textContent));
      assert.ok(numbers.includes('E-003068/2019'), notation);
    }
    await search('cheese labels', holding('cheese labels'));
    await search('"in the gamma islands"', holding('in the gamma islands'));
    await search('bizzotto', holding('bizzotto'));
    await search('no such word', 0);
    assert.ok(await page.isVisible('#no-rows'));
    // A word that stands in an answer alone.
    await search('says nothing of the matter', 0);
    await page.check('#in-texts');
    await until(page, "document.getElementById('progress').textContent.includes('are searched')");
    assert.match(await countShown(page), /^[1-4] of/);
    await page.click('#clear');
    await page.uncheck('#in-texts');

    await page.selectOption('#type', 'QUESTION_WRITTEN_PRIORITY');
    await page.selectOption('#state', 'late');
    await page.selectOption('#group', 'Renew');
    const fitting = questions.filter(
      question =>
        question.type === 'QUESTION_WRITTEN_PRIORITY' &&
        standing(question) === 'late' &&
        question.authors.some(({politicalGroup}) => politicalGroup === 'Renew'),
    );
    assert.equal(await countShown(page), `${fitting.length} ${all}`);
    await page.click('th[data-sort=number] button');
    assert.equal(await page.getAttribute('th[data-sort=number]', 'aria-sort'), 'descending');
    await page.click('th[data-sort=number] button');
    const numbers = await page.$$eval('#rows .number', cells => cells.map(cell => cell.textContent ?? ''));
    const expected = fitting
      .map(({number}) => number)
      .sort((a, b) => a.slice(-4).localeCompare(b.slice(-4)) || a.localeCompare(b));
    assert.deepEqual(numbers, expected.slice(0, numbers.length));
    assert.ok(numbers.length > 5);
    const shown = await page.textContent('[data-key=all] .value');
    assert.equal(shown, String(fitting.length), 'figures follow the filters');
  });
});

test('of many questions only those in view are drawn', {skip}, async () => {
  await look(async page => {
    const drawn = (): Promise<number> => page.locator('#rows tr').count();
    assert.ok((await drawn()) < 60);
    assert.equal(await page.getAttribute('#table', 'aria-rowcount'), String(questions.length + 1));
    await page.locator('#about').scrollIntoViewIfNeeded();
    await page.waitForSelector(`#rows tr[aria-rowindex="${questions.length + 1}"]`);
    assert.ok((await drawn()) < 60);
  });
});

test('the keyboard alone is enough', {skip}, async () => {
  await look(async page => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to search and filters');
    await page.focus('th[data-sort=answer] button');
    for (let tabs = 0; tabs < 10; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate("document.activeElement.closest('#rows') !== null")) break;
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    const at = 'document.activeElement.closest("tr")?.getAttribute("aria-rowindex")';
    assert.equal(await page.evaluate(at), String(questions.length + 1));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#reader[open] .part');
    assert.equal(await page.evaluate('document.activeElement.closest("dialog")?.id'), 'reader');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#reader', {state: 'hidden'});
    assert.equal(await page.evaluate(at), String(questions.length), 'the focus is given back');
  });
});

test('two languages side by side, the answer beside the question, links to Parliament', {skip}, async () => {
  const record = questions.find(({id}) => id === 'E-9-2019-003068');
  assert.ok(record !== undefined);
  await look(
    async page => {
      await page.waitForSelector('#reader .pair');
      const sides = (language: string): Promise<string[]> =>
        page.$$eval(`[data-language=${language}] p:not(.language)`, lines =>
          lines.map(line => line.textContent ?? ''),
        );
      for (const language of ['en', 'it'] as const) {
        const version = record.versions[language];
        const texts = (await sides(language)).map(text => text.replace(/\s+/g, ' '));
        assert.ok(texts.includes(version?.subject ?? '-'), `the subject in ${language}`);
        const [, second] = version?.paragraphs ?? [];
        assert.ok(texts.includes(second?.text ?? '-'), `a paragraph in ${language}`);
      }
      // Each paragraph stands beside its translation.
      const [left, right] = await page.$$eval('#reader .pair', pairs => {
        const pair = pairs.find(one => one.textContent?.includes('In the light of'));
        return [...(pair?.querySelectorAll('.side') ?? [])].map(side => side.getBoundingClientRect().top);
      });
      assert.equal(left, right);
      await page.selectOption('#right', '');
      const answer = (await page.textContent('[aria-labelledby=part-answer-0]')) ?? '';
      assert.match(answer, /18 Dec 2019/);
      assert.ok(answer.includes(record.answers[0]?.versions.en?.paragraphs[1]?.text ?? '-'));
      assert.equal(await page.evaluate('location.hash'), '#E-9-2019-003068/en');
      const links = await page.$$eval('#reader .links a', all =>
        all.map(link => link.getAttribute('href') ?? ''),
      );
      assert.ok(links.includes('https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'));
      assert.ok(
        links.every(
          link => link.startsWith('https://') && new URL(link).hostname.endsWith('.europarl.europa.eu'),
        ),
      );
      await page.click('#previous');
      await until(page, "!location.hash.includes('003068')");
      await page.click('#close');
      // A browser tells of a dialog's closing a task later.
      await until(page, "location.hash === ''");
      assert.equal(await page.evaluate('location.hash'), '');
    },
    {hash: '#E-9-2019-003068/en-it'},
  );
  await look(
    async page => {
      assert.equal(await page.textContent('#notice'), 'E-9-2031-000001 is not in this report.');
    },
    {hash: '#E-9-2031-000001'},
  );
});

test('dark where the system is, or where one asks for it', {skip}, async () => {
  const background = 'getComputedStyle(document.body).backgroundColor';
  await look(async page => assert.equal(await page.evaluate(background), 'rgb(16, 19, 24)'), {
    colorScheme: 'dark',
  });
  await look(async page => {
    assert.equal(await page.evaluate(background), 'rgb(246, 247, 249)');
    await page.click('#theme');
    assert.equal(await page.getAttribute('#theme', 'aria-pressed'), 'true');
    assert.equal(await page.evaluate(background), 'rgb(16, 19, 24)');
  });
});

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const [name, options] of [
  ['on a desktop', {}],
  ['in the dark on a phone', {...PHONE, colorScheme: 'dark'}],
] as const) {
  test(`axe-core finds nothing serious ${name}`, {skip}, async () => {
    const serious = async (page: Page): Promise<string[]> => {
      await page.evaluate(AXE);
      const {violations} = await page.evaluate<{
        violations: {id: string; impact: string; nodes: {html: string}[]}[];
      }>('axe.run({resultTypes: ["violations"]})');
      return violations
        .filter(({impact}) => impact === 'serious' || impact === 'critical')
        .map(({id, nodes}) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    };
    await look(async page => {
      for (const details of await page.locator('figure summary').all()) await details.click();
      assert.deepEqual(await serious(page), []);
    }, options);
    await look(
      async page => {
        await page.waitForSelector('#reader .pair');
        assert.deepEqual(await serious(page), []);
      },
      {...options, hash: '#E-9-2019-003068/en-it'},
    );
  });
}

test('on a phone nothing is cut off, and a touch opens a question', {skip}, async () => {
  await look(async page => {
    const wide = 'document.scrollingElement.scrollWidth - innerWidth';
    assert.equal(await page.evaluate(wide), 0);
    await page.tap('#more');
    assert.ok(await page.isVisible('#type'));
    await page.locator('#questions').scrollIntoViewIfNeeded();
    await page.locator('#rows a').first().tap();
    await page.waitForSelector('#reader .part');
    assert.equal(await page.evaluate(wide), 0);
    assert.equal(await page.evaluate('document.getElementById("reader").scrollWidth - innerWidth'), 0);
  }, PHONE);
});

test('hostile text is shown as it is, and does nothing', {skip}, async () => {
  await look(async page => {
    const hostile = questions.filter(({subject}) => HOSTILE.includes(subject ?? '-'));
    assert.equal(hostile.length, HOSTILE.length);
    for (const {id, subject} of hostile) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#${id}/en-it`)}`);
      await until(
        page,
        `document.getElementById('reader-number').textContent.length > 0 && document.querySelector('#reader .pair') && location.hash.includes('${id}')`,
      );
      const shown = await page.evaluate<string>("document.getElementById('reader-subject').textContent");
      assert.equal(shown, subject, id);
    }
    assert.equal(await page.locator('#reader script, #reader img').count(), 0);
  });
});

test('one file, which loads nothing', async () => {
  const html = await readFile(path, 'utf8');
  const [policy = ''] =
    /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.slice(1) ?? [];
  assert.match(
    policy,
    /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:;/,
  );
  assert.doesNotMatch(html, /<(?:script|img|iframe|link)[^>]+(?:src|href)="(?!data:,)/);
  assert.match(html, /@observablehq\/plot\n+Copyright/, 'what is bundled keeps its licence');
});

test('epq report: a page of the sample; nothing is put in the place of what is there', async () => {
  const cwd = await emptyDirectory();
  const archive = join(ROOT, 'fixtures/archive');
  await epq(['fetch', 'E-003068-19', 'O-000010-20', '--archive', archive, '--offline', '--format', 'none'], {
    cwd,
  });
  const made = await epq(['report'], {cwd});
  assert.deepEqual(
    [made.status, made.stdout, made.stderr],
    [0, '', '2 questions, 2 with text (epq-report.html)\n'],
  );
  const again = await epq(['report'], {cwd});
  assert.equal(again.status, 2);
  assert.match(again.stderr, /^usage: epq-report\.html is there already.*--replace/);
  const some = await epq(
    ['report', '--replace', '--type', 'O', '--from', '2020-01-01', '--to', '2020-12-31'],
    {cwd},
  );
  assert.equal(some.stderr, '1 question, 1 with text (epq-report.html)\n');
  assert.match(
    await readFile(join(cwd, 'epq-report.html'), 'utf8'),
    /"selection":"tabled from 2020-01-01 to 2020-12-31; of type O"/,
  );
  await writeFile(join(cwd, 'epq-data/questions/2019/E-9-2019-003068.json'), '{');
  const broken = await epq(['report', '--replace'], {cwd});
  assert.equal(broken.status, 64, 'a record that cannot be read is a failure; the others are shown');
  assert.match(broken.stderr, /1 question, 1 with text/);
  const none = await epq(['report', '--out', 'nothing', '--into', 'none.html'], {cwd});
  assert.deepEqual([none.status, none.stderr], [0, '0 questions, 0 with text (none.html)\n']);
});

test('a report of nothing says so', {skip}, async () => {
  const empty = join(folder, 'empty.html');
  await make([], empty);
  assert.ok(browser !== null);
  const {page, misdeeds} = await openPage(browser, empty);
  assert.equal(await countShown(page), '0 questions.');
  assert.ok(await page.isVisible('#no-rows'));
  assert.deepEqual(misdeeds, []);
  await page.context().close();
});
