import type { CoverageEvent } from '../../coverage/event.ts';
import type { SessionChange } from '../../coverage/moments/find-changes.ts';
import type { Layout } from '../layout.ts';
import { plain } from '../spans.ts';
import { type Block, type Fillings, fillTemplate, wordsOf } from './fill-template.ts';
import { tellSessionTime } from './moment-times.ts';

/** What a correction says: what it is about as it was told, then each thing that is otherwise now. */
export function changeBlocks(
  { told, now }: SessionChange,
  by: {
    readonly template: string | null;
    readonly event: CoverageEvent;
    readonly fillings: Fillings;
    readonly layout: Layout;
  },
): readonly Block[] {
  const { template, event, layout } = by;
  const { correction, changes } = layout.wording.moments;
  const about = told?.title ?? now?.title ?? '';
  const startsAt = now?.startsAt ?? told?.startsAt ?? 0;
  const { language } = layout;
  const fillings: Fillings = {
    ...by.fillings,
    session: wordsOf(now?.title ?? about) ?? [],
    time: wordsOf(tellSessionTime(startsAt, { zone: event.zone, language, today: null })) ?? [],
    ...(now?.room && { room: wordsOf(now.room) ?? [] }),
  };
  const kinds = kindsOf({ told, now });
  const lines = fillTemplate(
    kinds.map((kind) => changes[kind]),
    fillings,
  ).flat();
  if (lines.length === 0) return [];
  const heading = template === null ? null : fillTemplate(template.split('\n'), fillings);
  if (heading) return [...heading, lines];
  // What was added corrects nothing, and what is cancelled names itself.
  if (told === null || kinds.includes('cancelled')) return [lines];
  return [[[plain(`${correction}: `), ...(wordsOf(about) ?? [])]], lines];
}

type ChangeKind = keyof Layout['wording']['moments']['changes'];

function kindsOf({ told, now }: Omit<SessionChange, 'sessionId'>): readonly ChangeKind[] {
  if (now === null || now.isCancelled) return ['cancelled'];
  if (told === null) return ['added'];
  return [
    ...(told.title === now.title ? [] : (['renamed'] as const)),
    // One that takes place after all is told with its time again.
    ...(told.startsAt === now.startsAt && !told.isCancelled ? [] : (['moved'] as const)),
    ...(told.room === now.room ? [] : (['relocated'] as const)),
  ];
}
