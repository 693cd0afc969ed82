import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {writeReport} from '../../src/report/write-report.ts';
import {startBrowser, withoutBrowser} from '../browser.ts';
import {synthesiseQuestions} from '../synthetic/questions.ts';

/**
 * `npm run bench:report -- 20000`: making the report of so many synthetic questions with texts, and its first view in
 * Chromium: from the start of the navigation until rows and charts are painted; the median of five.
 */
const count = Number(process.argv[2] ?? 20_000);
const VIEWS = 5;
// Told by the page's own clock, which begins with the navigation.
const WATCH = `new MutationObserver((_, observer) => {
  if (document.documentElement?.dataset.ready !== 'true') return;
  observer.disconnect();
  window.drawnAt = performance.now();
  requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, {attributes: true, childList: true, subtree: true});`;

const folder = await mkdtemp(join(tmpdir(), 'epq-report-'));
try {
  const into = join(folder, 'report.html');
  const began = performance.now();
  async function* records() {
    yield* synthesiseQuestions(count);
  }
  await writeReport(into, into, records(), {
    facts: {madeOn: '2026-11-25', version: '0', selection: null},
    answers: true,
    isStopped: () => false,
  });
  const made = performance.now() - began;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${count} questions: made in ${(made / 1000).toFixed(1)} s, peak memory ${megabytes(process.resourceUsage().maxRSS * 1024)}, ${megabytes((await stat(into)).size)} on disk`,
  );
  const missing = withoutBrowser('the first view');
  if (missing !== false) console.log(missing);
  else {
    const browser = await startBrowser();
    const views: Record<'drawn' | 'painted' | 'whole' | 'wall', number>[] = [];
    for (let view = 0; view < VIEWS; view += 1) {
      const page = await browser.newPage({viewport: {width: 1440, height: 900}, bypassCSP: true});
      await page.addInitScript(WATCH);
      const start = performance.now();
      await page.goto(pathToFileURL(into).href, {waitUntil: 'commit'});
      await page.waitForFunction('window.paintedAt > 0');
      const wall = performance.now() - start;
      const rows = await page.locator('#rows tr').count();
      const bars = await page.locator('#charts svg').count();
      if (rows === 0 || bars === 0) throw new Error('nothing was drawn');
      await page.waitForLoadState('load');
      const [drawn, painted, whole] = await page.evaluate<[number, number, number]>(
        '[drawnAt, paintedAt, performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd]',
      );
      views.push({drawn, painted, whole, wall});
      await page.close();
    }
    const median = (name: keyof (typeof views)[number]): number =>
      Math.round(views.map(view => view[name]).sort((a, b) => a - b)[Math.floor(VIEWS / 2)] ?? Number.NaN);
    console.table({
      'rows and charts drawn, ms': median('drawn'),
      'first view painted, ms': median('painted'),
      'all texts in, ms': median('whole'),
      'as the driver sees it, ms': median('wall'),
    });
    const page = await browser.newPage({bypassCSP: true});
    await page.goto(pathToFileURL(into).href);
    const time = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      const start = performance.now();
      await work();
      console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
    };
    await time('a filter', async () => {
      await page.selectOption('#type', 'QUESTION_WRITTEN_PRIORITY');
      await page.waitForFunction('document.getElementById("count").textContent.includes(" of ")');
    });
    await page.selectOption('#type', '');
    await time('a search of subjects', async () => {
      await page.fill('#search', 'cheese labels');
      await page.waitForFunction('document.getElementById("count").textContent.includes(" of ")');
    });
    await time('a search of all texts', async () => {
      await page.check('#in-texts');
      await page.waitForFunction(
        'document.getElementById("progress").textContent.includes("are searched")',
        null,
        {
          timeout: 120_000,
        },
      );
    });
    await page.uncheck('#in-texts');
    await page.fill('#search', '');
    // Rows are drawn when they come into view.
    await page.locator('#questions').scrollIntoViewIfNeeded();
    await page.waitForSelector('#rows a');
    await time('opening a question', async () => {
      await page.locator('#rows a').first().click();
      await page.waitForSelector('#reader .part');
    });
    await browser.close();
  }
} finally {
  await rm(folder, {recursive: true});
}
