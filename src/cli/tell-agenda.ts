import type { Failure } from '../base/failure.ts';
import { formatInstant } from '../base/instant.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';

/** How one place of an agenda stands: when it was read, when it is next, and whether an old reading stays in force. */
export function tellAgenda(agenda: AgendaRecord): string {
  const { lastReadAt, nextReadAt, lastFailure } = agenda;
  const last = lastReadAt === null ? 'not read yet' : `read ${formatInstant(lastReadAt)}`;
  const failure = lastFailure ? `; ${tellFailing({ ...agenda, lastFailure })}` : '';
  return `${last}, next ${formatInstant(nextReadAt)}${failure}`;
}

/** What is wrong with an agenda, and what holds meanwhile. */
export function tellFailing({ version, lastFailure }: FailingAgenda): string {
  const kept = version === 0 ? 'there is no agenda of it yet' : 'the last good agenda stays in force';
  return `${describeFailure(lastFailure)} Until it is mended, ${kept}.`;
}

/** An agenda whose last reading failed. */
export type FailingAgenda = AgendaRecord & { readonly lastFailure: Failure };
