import type {ReportIndex} from '../model.ts';
import type {Chart, ChartContent} from './chart.ts';
import {CHARTS} from './charts.ts';
import {element, isolated} from './element.ts';
import {numberWord} from './words.ts';

/**
 * Sets the charts into the page, each with its figures as a table.
 *
 * @param into where they stand
 * @returns draws them anew for other questions
 */
export function openCharts(into: HTMLElement, index: ReportIndex): (rows: readonly number[]) => void {
  const shown = CHARTS.map(chart => openChart(chart));
  into.append(...shown.map(({figure}) => figure));
  let width = 0;
  let waiting = 0;
  new ResizeObserver(() => {
    if (into.clientWidth === width) return;
    width = into.clientWidth;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      for (const {draw} of shown) draw();
    });
  }).observe(into);
  return rows => {
    width = into.clientWidth;
    for (const {show} of shown) show(index, rows);
  };
}

interface ShownChart {
  figure: HTMLElement;
  show(index: ReportIndex, rows: readonly number[]): void;
  draw(): void;
}

function openChart(chart: Chart): ShownChart {
  const note = element('p', {class: 'note'});
  const legend = element('ul', {class: 'legend', 'aria-hidden': 'true'});
  const drawing = element('div', {class: 'drawing', role: 'img'});
  const table = element('table');
  const scroller = element('div', {class: 'figures', tabindex: 0, role: 'group'}, table);
  const headingId = `chart-${chart.id}`;
  scroller.setAttribute('aria-labelledby', headingId);
  const details = element('details', {}, element('summary', {}, 'Figures as a table'), scroller);
  const nothing = element('p', {class: 'nothing'});
  const figure = element(
    'figure',
    {class: chart.isWide ? 'chart wide' : 'chart', 'aria-labelledby': headingId, id: `figure-${chart.id}`},
    element('h3', {id: headingId}, chart.title),
    ...[note, legend, drawing, nothing, details],
  );
  let content: ChartContent | null = null;
  const draw = (): void => {
    drawing.replaceChildren(...(content?.draw(Math.max(240, drawing.clientWidth)) ?? []));
    // The chart is one image to a screen reader: the table beside it has its figures.
    for (const svg of drawing.children) svg.setAttribute('aria-hidden', 'true');
  };
  return {
    figure,
    draw,
    show(index, rows) {
      const shown = chart.show(index, rows);
      content = typeof shown === 'string' ? null : shown;
      nothing.textContent = typeof shown === 'string' ? shown : '';
      nothing.hidden = content !== null;
      for (const part of [drawing, details]) part.hidden = content === null;
      note.textContent = content?.note ?? '';
      note.hidden = note.textContent === '';
      legend.replaceChildren(
        ...(content?.legend ?? []).map(({colour, label}) =>
          element('li', {}, element('span', {class: `swatch ${colour}`}), label),
        ),
      );
      legend.hidden = legend.childElementCount === 0;
      drawing.setAttribute('aria-label', content?.summary ?? '');
      const [heading = [], ...lines] = content?.table ?? [];
      table.replaceChildren(
        element(
          'thead',
          {},
          element('tr', {}, ...heading.map(name => element('th', {scope: 'col'}, String(name)))),
        ),
        element(
          'tbody',
          {},
          ...lines.map(([name = '', ...cells]) =>
            element(
              'tr',
              {},
              element('th', {scope: 'row'}, isolated(String(name))),
              ...cells.map(cell =>
                element('td', {}, typeof cell === 'number' ? numberWord(cell) : String(cell)),
              ),
            ),
          ),
        ),
      );
      draw();
    },
  };
}
