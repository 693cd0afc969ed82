import type {Result} from './alternate.ts';

/** What a part of the suite is given. */
export interface Setting {
  /** of one run of each contestant */
  rounds: number;
  /** 1: some minutes a part; 10: as large as what is claimed */
  scale: number;
  /** an empty folder for whatever is made */
  folder: string;
}

/** How one figure relates to another of the same run. */
export interface Ratio {
  what: string;
  value: number;
  /** what is aimed at: at least, or at most, so much */
  aim: {atLeast: number} | {atMost: number};
}

/** What a part of the suite found out. */
export interface Comparison {
  rows: Result[];
  ratios: Ratio[];
  /** contestants that are not installed, and what else was left out */
  leftOut: string[];
}

/** A part of the suite. */
export interface Part {
  about: string;
  compare(setting: Setting): Promise<Comparison>;
}

/** What was measured of a contestant. @throws Error where it did not take part */
export function resultOf(rows: readonly Result[], name: string): Result {
  const found = rows.find(row => row.name === name);
  if (found === undefined) throw new Error(`${name} was not measured`);
  return found;
}

/** Whether a figure is as good as it is meant to be. */
export function isMet({value, aim}: Ratio): boolean {
  return 'atLeast' in aim ? value >= aim.atLeast : value <= aim.atMost;
}
