import {createRequire, Module} from 'node:module';

const CANVAS = '@napi-rs/canvas';

let isLeftOut = false;

/**
 * Keeps pdf.js from loading its library for drawing into this thread: 30 MB of native code, which take a fifth of the time of a
 * first PDF, and which reading text never asks for. Of it only the arithmetic is left, which is plain JavaScript.
 *
 * For a thread of our own alone: whoever draws in the same thread would find nothing to draw with. Where the library lies
 * elsewhere than beside pdf-parse, it is loaded as ever.
 */
export function leaveCanvasOut(): void {
  if (isLeftOut) return;
  isLeftOut = true;
  const require = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  try {
    const place = require.resolve(CANVAS);
    const {DOMMatrix} = require(`${CANVAS}/geometry.js`);
    const canvas = Object.assign(new Module(place), {
      loaded: true,
      // pdf.js says so on stdout where one of them is missing.
      exports: {DOMMatrix, ImageData: class {}, Path2D: class {}},
    });
    require.cache[place] = canvas;
  } catch {
    // Another version of it, or none.
  }
}
