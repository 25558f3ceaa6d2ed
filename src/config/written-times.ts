/** Minutes for "5m" or "1h". */
export function minutesOf(stretch: string): number {
  const amount = Number.parseInt(stretch, 10);
  return stretch.endsWith('h') ? amount * 60 : amount;
}
