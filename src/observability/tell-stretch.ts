import { hour, type Milliseconds, minute, second } from '../base/instant.ts';

/** "0.4 s", "42 s", "3 min 5 s", "2 h 10 min". */
export function tellStretch(stretch: Milliseconds): string {
  if (stretch < 9.95 * second) return `${(stretch / second).toFixed(1)} s`;
  const seconds = Math.round(stretch / second) * second;
  if (seconds < minute) return `${seconds / second} s`;
  const [large, small, units] =
    seconds < hour ? [minute, second, ['min', 's']] : [hour, minute, ['h', 'min']];
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${units[0]}${rest > 0 ? ` ${rest} ${units[1]}` : ''}`;
}
