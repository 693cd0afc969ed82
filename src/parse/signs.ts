import type {LayoutName} from '../question.ts';
import type {Label} from './label.ts';

/**
 * A sign by which a layout is told: the same table recognises documents and says which sign is no longer there.
 *
 * @typeParam Whole what the layout is read from beside its visible lines: a page, or a PDF's text
 */
export interface Mark<Whole> {
  /** as people are told: `the language picker "Choisissez la langue …"` */
  name: string;
  /** the kind of document that shows it, `null` for both */
  of: 'question' | 'answer' | null;
  isShown: (lines: readonly string[], whole: Whole) => boolean;
}

/** A word of the lexicon that a layout reads, and where it looks for it. */
export interface LabelPlace {
  label: Label;
  of: 'question' | 'answer';
  /** as people are told: `between the authors and the text` */
  place: string;
  /** the field that it labels; only a document that must show the field must show the label. `null`: every one must */
  field: string | null;
  isInPlace: (lines: readonly string[]) => boolean;
}

/** A layout, and what its documents show. */
export interface LayoutSigns<Whole> {
  name: LayoutName;
  marks: readonly Mark<Whole>[];
  labels: readonly LabelPlace[];
}
