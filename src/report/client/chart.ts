import type {ReportIndex} from '../model.ts';

/** What one chart shows of a selection. */
export interface ChartContent {
  /** one sentence under the heading; `null`: nothing to say */
  note: string | null;
  /** the chart in words, for those who do not see it */
  summary: string;
  /** colours by the name of their class */
  legend: readonly {colour: string; label: string}[];
  /** Draws it, so many pixels wide. */
  draw(width: number): (SVGElement | HTMLElement)[];
  /** its figures as a table: the first row is the heading */
  table: readonly (readonly (string | number)[])[];
}

/** One chart of the page. */
export interface Chart {
  id: string;
  title: string;
  isWide: boolean;
  /** a text says why there is nothing to show */
  show(index: ReportIndex, rows: readonly number[]): ChartContent | string;
}
