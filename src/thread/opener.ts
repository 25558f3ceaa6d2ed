import type { Article } from '../article/article.ts';
import { failed, type Result, success } from '../base/failure.ts';
import { foldText } from '../base/folded-text.ts';
import { countGraphemes } from '../base/graphemes.ts';
import { fits, type Layout, layOutPost } from './layout.ts';
import { choosePictures, type Pictures } from './pictures.ts';
import { wholeSentencesThatFit } from './sentences.ts';
import { defuse, excerptOf } from './source-text.ts';
import { link, paragraphs, plain, tag } from './spans.ts';
import type { Attachment, LeftOut, Post, Span } from './thread.ts';

/** A thread's first post, and what it had no room for. */
export interface Opener {
  readonly post: Post;
  readonly leftOut: readonly LeftOut[];
}

/**
 * The opener: headline, lead, link and at most two tags. Where posts carry a card of ours, link and lead move into it;
 * where there is no room for headline and lead, the headline stands alone.
 */
export function composeOpener(article: Article, layout: Layout): Result<Opener> {
  if (article.headline.trim() === '') return failed({ code: 'no-headline', subject: article.url });
  const pictures = choosePictures(article, layout);
  const headline = [plain(`${liveLabel(article, layout)}${defuse(article.headline)}`)];
  const lead = article.lead === null || article.lead.trim() === '' ? [] : [plain(defuse(article.lead))];
  const tags = tagLine(layout.style.tags);
  const address = [link(article.url)];
  const ours = layout.limits.cards === 'ours';
  const choices = ours
    ? [[headline, tags], [headline]]
    : [
        [headline, lead, address, tags],
        [headline, address, tags],
        [headline, address],
      ];
  const spans = choices.map(paragraphs).find((choice) => fits(choice, layout));
  if (spans === undefined) {
    return failed({ code: 'headline-too-long', subject: article.url, detail: excerptOf(article.headline) });
  }
  const leadLeftOut: LeftOut[] =
    ours || lead.length === 0 || spans.some((span) => span === lead[0])
      ? []
      : [{ what: 'lead', because: 'no-room', excerpt: excerptOf(article.lead ?? '') }];
  const attachment = ours ? cardOf(article, { pictures, layout }) : imagesOf(pictures, layout);
  return success({
    post: layOutPost({ role: 'opener', spans, attachment }, layout),
    leftOut: [...leadLeftOut, ...pictures.leftOut],
  });
}

/** Before a live blog's headline, unless it says so itself. */
function liveLabel({ isLive, headline }: Article, { wording }: Layout): string {
  const word = foldText(wording.liveLabel.replace(/\s*[:：]\s*$/u, ''));
  const [opening, ...more] = foldText(headline).split(word);
  const saysSo = opening === '' || more.some((after) => /^\s*[:：|–—]/u.test(after));
  return isLive && !saysSo ? wording.liveLabel : '';
}

/** The account's tags, each once, two in all. */
export function tagLine(names: readonly string[]): Span[] {
  const tags = names.map(tag);
  return tags
    .filter(
      ({ text }, index) =>
        tags.findIndex((other) => other.text.toLowerCase() === text.toLowerCase()) === index,
    )
    .slice(0, mostTags)
    .flatMap((each, index) => (index === 0 ? [each] : [plain(' '), each]));
}

const mostTags = 2;

function cardOf(
  article: Article,
  { pictures, layout }: { readonly pictures: Pictures; readonly layout: Layout },
): Attachment {
  return {
    kind: 'card',
    url: article.url,
    title: article.headline,
    description: cardDescription(article.lead, layout),
    imageUrl: pictures.thumbUrl,
    imageAltText: pictures.main?.altText ?? null,
  };
}

/** The lead; of one that runs on, its first sentences. */
function cardDescription(lead: string | null, { wording }: Layout): string {
  if (lead === null) return '';
  const short = (text: string) => countGraphemes(text) <= mostDescriptionGraphemes;
  return short(lead) ? lead : (wholeSentencesThatFit(lead, { wording, fits: short }) ?? '');
}

/** More than any client shows of a card. */
const mostDescriptionGraphemes = 1000;

function imagesOf({ main }: Pictures, { limits }: Layout): Attachment | null {
  return main === null || limits.imagesPerPost < 1 ? null : { kind: 'images', images: [main] };
}
