import { formatInstant } from '../base/instant.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';

/** How one place of an agenda stands: when it was read, when it is next, and whether an old reading stays in force. */
export function tellAgenda({ version, lastReadAt, nextReadAt, lastFailure }: AgendaRecord): string {
  const last = lastReadAt === null ? 'not read yet' : `read ${formatInstant(lastReadAt)}`;
  const kept = version === 0 ? 'there is no agenda of it yet' : 'the last good agenda stays in force';
  const failure = lastFailure ? `; ${describeFailure(lastFailure)} Until it is mended, ${kept}.` : '';
  return `${last}, next ${formatInstant(nextReadAt)}${failure}`;
}
