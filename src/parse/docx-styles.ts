import {attributeOf, childrenOf, findElement, type Node} from './markup.ts';

/** The styles of a Word file. */
export interface Styles {
  /**
   * What a style says, or the style that it is based on.
   *
   * @param id `null`: no style
   * @param read takes it from the style's element, `null` where that says nothing of it
   */
  find<T>(id: string | null, read: (style: Node) => T | null): T | null;
}

const LONGEST_CHAIN = 20;

/** Reads the styles of a Word file, `null` for a file without. */
export function readStyles(root: Node | null): Styles {
  const styles = new Map(
    childrenOf(findElement(root, 'w:styles')).map(style => [attributeOf(style, 'w:styleId'), style]),
  );
  return {
    find(id, read) {
      let style = styles.get(id);
      for (let step = 0; style !== undefined && step < LONGEST_CHAIN; step += 1) {
        const found = read(style);
        if (found !== null) return found;
        style = styles.get(settingOf(style, 'w:basedOn'));
      }
      return null;
    },
  };
}

/** The value of the element at the end of a path: `3` of `<w:numPr><w:numId w:val="3"/></w:numPr>`; `null` if none. */
export function settingOf(node: Node | null, ...path: string[]): string | null {
  return attributeOf(findElement(node, ...path), 'w:val');
}
