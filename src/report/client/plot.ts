import {type Markish, type PlotOptions, plot} from '@observablehq/plot';

export {axisX, axisY, barX, barY, rectY, ruleX, ruleY, stackX, text} from '@observablehq/plot';

const FONT = 12;

/** Draws marks in the page's own type. */
export function draw(options: PlotOptions, marks: Markish[]): SVGElement | HTMLElement {
  const drawn = plot({style: {fontSize: `${FONT}px`, background: 'none'}, ...options, marks});
  // The page's own style sheet says the same; one that comes with the data would be refused.
  for (const style of drawn.querySelectorAll('style')) style.remove();
  return drawn;
}

/** Where the lines of a grid go, up to the highest bar: whole numbers. */
export function gridOf(most: number): number[] {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const wide = Math.max(1, most / step > 5 ? 2 * step : most / step > 2 ? step : step / 2);
  const ticks = Math.floor(most / wide);
  return Array.from({length: ticks}, (_, tick) => (tick + 1) * wide);
}
