import { describe, expect, it } from 'vitest';
import { decideAddress } from '../../src/web/address.ts';
import { createAllowList, decideDestination } from '../../src/web/destination.ts';
import { spellings } from './spellings.ts';

describe('a destination, before anything is looked up', () => {
  it.each(spellings)('%j is decided as %s', (address, verdict) => {
    expect(verdictOn(address)).toBe(verdict);
  });

  it('is open when the operator named host and port', () => {
    const open = ['127.0.0.1:8123', 'archive.internal'];
    expect(verdictOn('http://127.0.0.1:8123/feed', open)).toBe('look-up');
    expect(verdictOn('http://archive.internal/feed', open)).toBe('look-up');
    expect(verdictOn('https://archive.internal/feed', open)).toBe('look-up');
  });

  it('stays closed on other ports and hosts than the operator named', () => {
    const open = ['127.0.0.1:8123', 'archive.internal'];
    expect(verdictOn('http://127.0.0.1:8124/feed', open)).toBe('refused');
    expect(verdictOn('http://127.0.0.2:8123/feed', open)).toBe('refused');
    expect(verdictOn('http://archive.internal:8080/feed', open)).toBe('refused');
  });

  it('is open, too, when the operator named it as an address', () => {
    expect(verdictOn('http://127.0.0.1:8123/feed', ['http://127.0.0.1:8123/'])).toBe('look-up');
    expect(verdictOn('https://Archive.internal/feed', ['https://archive.internal'])).toBe('look-up');
  });

  it('takes the credentials out of the address it names', () => {
    const decided = decideDestination('https://desk:s%3Acret@news.un.org/feed#top', createAllowList([]));
    expect(decided).toMatchObject({
      ok: true,
      value: { authorization: `Basic ${Buffer.from('desk:s:cret').toString('base64')}` },
    });
    expect(decided.ok && decided.value.url.href).toBe('https://news.un.org/feed');
  });

  it('never repeats credentials in a refusal', () => {
    const decided = decideDestination('http://desk:secret@10.0.0.1/', createAllowList([]));
    expect(JSON.stringify(decided)).not.toContain('secret');
  });
});

describe('an address that a name has', () => {
  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['::ffff:8.8.8.8', true],
    ['::ffff:10.0.0.1', false],
    ['::8.8.8.8', false],
    ['::808:808', false],
    ['2002:808:808::', false],
    ['fe80::1%eth0', false],
    ['3fff::1', false],
    ['4000::1', false],
    ['no address', false],
  ])('%s may be talked to: %s', (address, allowed) => {
    expect(decideAddress(address).allowed).toBe(allowed);
  });
});

function verdictOn(address: string, open: readonly string[] = []): string {
  const decided = decideDestination(address, createAllowList(open));
  if (decided.ok) return 'look-up';
  return decided.failure.code === 'address-not-valid' ? 'not-valid' : 'refused';
}
