type Child = Node | string | null;

/**
 * Makes an element; texts become text nodes, whatever they hold, and no attribute runs anything.
 *
 * @param attributes `null` leaves one out, `true` sets it empty
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | true | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== null) made.setAttribute(key, value === true ? '' : String(value));
  made.append(...children.filter(child => child !== null));
  return made;
}

/** Text of a document within our own: its direction is its own affair. */
export function isolated(text: string): HTMLElement {
  return element('bdi', {}, text);
}

/** The element of the page that has an id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as Kind;
}
