import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../../src/cli/terminal.ts';

/** A terminal of the given width, and what was written to it. */
function aTerminal(columns: number | undefined, { isTTY = true } = {}) {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns });
  const stdout = stream as unknown as NodeJS.WriteStream;
  return { terminal: openTerminal({ stdout, stderr: stdout }), written: () => String(stream.read() ?? '') };
}

describe('a terminal', () => {
  it.each([
    [120, 100],
    [60, 60],
    [0, 80],
    [undefined, 80],
  ])('of %s columns is filled to %i', (columns, filled) => {
    expect(aTerminal(columns).terminal.columns).toBe(filled);
  });

  it('keeps its live line at the bottom, on one row', () => {
    const { terminal, written } = aTerminal(20);
    terminal.showProgress('Tue 14 Nov 12:16 PST and more');
    terminal.write('a line');
    expect(written()).toBe('Tue 14 Nov 12:16 PS\r\u001b[2Ka line\nTue 14 Nov 12:16 PS');
  });

  it('shows no live line where nobody sees it', () => {
    const { terminal, written } = aTerminal(undefined, { isTTY: false });
    terminal.showProgress('Tue 14 Nov');
    terminal.write('a line');
    expect(written()).toBe('a line\n');
  });
});
