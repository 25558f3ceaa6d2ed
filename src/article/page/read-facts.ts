import type { PageFacts } from './facts.ts';
import { readJsonLd } from './json-ld.ts';
import { readMetaTags } from './meta-tags.ts';
import { readMicrodata } from './microdata.ts';
import type { PageElement } from './page-tree.ts';

/** The facts of a page from JSON-LD, then OpenGraph and meta tags, then microdata: each fact from the first that has it. */
export function readFacts(root: PageElement, base: string): PageFacts {
  const [jsonLd, metaTags, microdata] = [
    readJsonLd(root, base),
    readMetaTags(root, base),
    readMicrodata(root, base),
  ];
  const facts = merge(jsonLd, merge(metaTags, microdata));
  return {
    ...facts,
    headline: wholeHeadline([jsonLd.headline, metaTags.headline, microdata.headline], facts.siteName),
  };
}

function merge(first: PageFacts, second: PageFacts): PageFacts {
  const known = Object.entries(first).filter(([, value]) => value !== null);
  return { ...second, ...Object.fromEntries(known) };
}

/** The first headline; JSON-LD's is cut at 110 characters by many sites, then the one that goes on is meant. */
function wholeHeadline(candidates: readonly (string | null)[], siteName: string | null): string | null {
  const headlines = candidates.flatMap((headline) => (headline ? [withoutSite(headline, siteName)] : []));
  const [first] = headlines;
  const stem = first?.replace(/\s*(?:…|\.\.\.)$/u, '');
  if (first === undefined || stem === undefined || stem === first) return first ?? null;
  return headlines.find((headline) => headline !== first && headline.startsWith(stem)) ?? first;
}

/** "Headline | UN News" without the name of the site. */
function withoutSite(headline: string, siteName: string | null): string {
  if (!siteName || !headline.endsWith(siteName)) return headline;
  return headline.slice(0, -siteName.length).replace(/\s*[|·•»–—-]\s*$/u, '') || headline;
}
