import type { Article } from '../article/article.ts';
import { articleText } from '../article/article-text.ts';
import type { Story } from '../article/story.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import { assignSession, tellEvidence } from '../coverage/assign-session.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { findTerms } from '../coverage/term.ts';
import { localDayOf } from '../coverage/zoned-time.ts';
import type { DeliveryToStore } from '../store/records/deliveries.ts';

/** The thread of its session or day that a story joins, by the event's shape; null where it has a thread of its own. */
export function placeOfStory(
  { story, article }: { story: Story; article: Article },
  { event, agenda }: { event: CoverageEvent; agenda: Agenda },
): NonNullable<DeliveryToStore['place']> | null {
  const { kind, keyMoments } = event.threads;
  if (kind === 'per-story') return null;
  const at = Math.min(article.publishedAt ?? story.item.publishedAt ?? story.firstSeenAt, story.firstSeenAt);
  // What matters most stands alone, for those who don't follow the thread, and leads into it.
  const isKey = findTerms(keyMoments, [article.headline, article.lead ?? '']).length > 0;
  const way = isKey ? 'quotes' : 'answers';
  if (kind === 'per-day') return { key: `day:${localDayOf(at, event.zone)}`, way, because: null };
  const text = [article.headline, article.lead ?? '', articleText(article)].join('\n');
  const assigned = assignSession({ text, at }, { sessions: agenda.sessions, zone: event.zone });
  return assigned && { key: `session:${assigned.session.id}`, way, because: tellEvidence(assigned) };
}
