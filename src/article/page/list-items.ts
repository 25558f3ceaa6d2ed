import { inlineText } from './inline-text.ts';
import { outermostElements, type PageElement, sourceText, withoutNodes } from './page-tree.ts';

/** The items of a list; those of a list inside it follow the item they belong to. */
export function listItems(list: PageElement): readonly string[] {
  return list.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (isList(child)) return listItems(child);
    if (child.tag !== 'li') return [];
    const inner = outermostElements(child, isList);
    const own = inlineText(withoutNodes(child, new Set(inner)));
    return [...(own ? [own] : []), ...inner.flatMap(listItems)];
  });
}

/** Whether an element is a list of items. */
export function isList({ tag }: PageElement): boolean {
  return tag === 'ul' || tag === 'ol';
}

/** Whether nearly all of a list's text stands in links. */
export function isListOfLinks(list: PageElement): boolean {
  const links = outermostElements(list, ({ tag }) => tag === 'a');
  const linked = links.reduce((length, link) => length + visibleLength(link), 0);
  return linked > visibleLength(list) * 0.8;
}

function visibleLength(element: PageElement): number {
  return sourceText(element).replace(/\s+/g, '').length;
}
