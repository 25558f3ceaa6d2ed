import { validateDetailed } from 'node-cron';

/** What is wrong with a cron line: which field, what stands there, what is allowed; null when node-cron takes it. */
export function findCronFault(line: string): string | null {
  const written = line.trim().split(/\s+/);
  // node-cron would count from 0 to 99999999999 before it finds the hour too large.
  const oversized = written.findIndex((field) => /\d{3,}/.test(field));
  if (oversized >= 0) {
    const field = fieldNames[oversized + (written.length === 6 ? 0 : 1)];
    return fieldFault(line, { field: field ?? 'expression', value: written[oversized] });
  }
  const [first] = validateDetailed(line).errors;
  if (first?.message.includes('impossible day')) return `"${line}" names a day that its months do not have.`;
  return first ? fieldFault(line, first) : null;
}

const fieldNames = ['second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;

const fields: Readonly<Record<string, { readonly name: string; readonly allowed: string }>> = {
  second: { name: 'second', allowed: '0 to 59' },
  minute: { name: 'minute', allowed: '0 to 59' },
  hour: { name: 'hour', allowed: '0 to 23' },
  dayOfMonth: { name: 'day of the month', allowed: '1 to 31, L for the last' },
  month: { name: 'month', allowed: '1 to 12 or jan to dec' },
  dayOfWeek: { name: 'day of the week', allowed: '0 to 7 or sun to sat' },
};

function fieldFault(
  line: string,
  fault: { readonly field: string; readonly value?: string | undefined },
): string {
  const field = fields[fault.field];
  if (!field) {
    return `"${line}" is not a cron line; it has five fields: minute, hour, day of the month, month, day of the week.`;
  }
  const steps = fault.value?.includes('/') ? '; a step follows * or a range, as in */5 or 8-19/2' : '';
  return `In "${line}" the ${field.name} is ${fault.value ?? 'wrong'}; allowed are ${field.allowed}${steps}.`;
}
