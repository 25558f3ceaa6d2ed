/** Seconds of the day for HH:MM. */
export function secondOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}

/** Minutes for "5m" or "1h". */
export function minutesOf(stretch: string): number {
  const amount = Number.parseInt(stretch, 10);
  return stretch.endsWith('h') ? amount * 60 : amount;
}
