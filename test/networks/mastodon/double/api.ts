import type { IncomingMessage } from 'node:http';
import type { Double } from './double.ts';
import { accountEntity, accountId, instanceEntity, mediaEntity, statusEntity } from './entities.ts';
import type { MisbehaviourKind } from './misbehaviour.ts';
import { failBefore, spoil } from './mishaps.ts';
import { type Reply, refusal } from './reply.ts';
import { findFault } from './request-rules.ts';
import type { StatusRequest } from './world.ts';

/** A request, read whole. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly url: URL;
  readonly origin: string;
  readonly body: Buffer;
  readonly request: IncomingMessage;
}

/** Answers a request as Mastodon 4.6.5 does, or as the double was told to. */
export async function route(double: Double, asked: Asked): Promise<Reply> {
  const { method, path, origin } = asked;
  const note = (fault: string | null) =>
    double.requests.push({ method, path, key: asked.key, at: double.clock.now(), fault });
  if (method === 'GET' && /^\/api\/v[12]\/instance$/.test(path)) {
    note(null);
    const mischief = double.mischief.take('instance');
    if (mischief === 'no-newer-instance') return notFound;
    const { configuration, ...rest } = instanceEntity(origin);
    return { httpStatus: 200, json: mischief === 'terse-instance' ? rest : { ...rest, configuration } };
  }
  const kind = method === 'GET' ? 'read' : path === '/api/v2/media' ? 'upload' : 'post';
  const mischief = double.mischief.take(kind);
  const early = failBefore(mischief, double.clock.now());
  const signedIn = asked.request.headers.authorization === `Bearer ${double.token}`;
  if (early || !signedIn) note(null);
  if (early) return early;
  if (!signedIn) return refusal({ httpStatus: 401, error: 'The access token is invalid' });

  if (method === 'POST' && path === '/api/v1/statuses') return postStatus(double, { asked, mischief, note });
  const deed = /^\/api\/v1\/statuses\/([^/]+)(?:\/(pin|unpin))?$/.exec(path);
  if (deed && method !== 'GET') return perform(double, { asked, mischief, note });
  if (method === 'POST' && path === '/api/v2/media') return postMedia(double, { asked, mischief, note });
  const fault =
    method === 'GET' && path.endsWith(`/accounts/${accountId}/statuses`)
      ? findFault('statuses', Object.fromEntries(asked.url.searchParams))
      : null;
  note(fault);
  if (fault) return refusal({ httpStatus: 400, error: fault });
  return method === 'GET' ? read(double, asked) : notFound;
}

const notFound: Reply = { httpStatus: 404, html: '<!DOCTYPE html><title>Not found</title>' };

function read({ world }: Double, { path, url, origin }: Asked): Reply {
  const [, resource = '', id = '', rest = ''] =
    /^\/api\/v1\/(\w+)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path) ?? [];
  const words = (status: Parameters<typeof statusEntity>[0]) => statusEntity(status, origin);
  const found = world.find(id);
  switch (`${resource}/${rest}`) {
    case 'accounts/':
      return id === 'verify_credentials' ? { httpStatus: 200, json: accountEntity(origin) } : notFound;
    case 'accounts/statuses': {
      const before = url.searchParams.get('max_id');
      const limit = Number(url.searchParams.get('limit') ?? 20);
      const newestFirst = world.all().toReversed();
      const page = newestFirst.filter((status) => before === null || BigInt(status.id) < BigInt(before));
      return { httpStatus: 200, json: page.slice(0, limit).map(words) };
    }
    case 'statuses/':
      return found
        ? { httpStatus: 200, json: words(found) }
        : refusal({ httpStatus: 404, error: 'Record not found' });
    case 'statuses/context':
      return found
        ? { httpStatus: 200, json: { ancestors: [], descendants: world.descendants(id).map(words) } }
        : refusal({ httpStatus: 404, error: 'Record not found' });
    case 'media/': {
      const media = world.poll(id);
      if ('error' in media) return refusal(media);
      return { httpStatus: media.processing === 'done' ? 200 : 206, json: mediaEntity(media, origin) };
    }
    default:
      return notFound;
  }
}

interface Writing {
  readonly asked: Asked;
  readonly mischief: MisbehaviourKind | null;
  readonly note: (fault: string | null) => void;
}

function postStatus({ world }: Double, { asked, mischief, note }: Writing): Reply {
  const given = readStatus(asked);
  const fault = given === null ? 'the body is not JSON' : findFault('status', given);
  note(fault);
  if (given === null) return { httpStatus: 400 };
  if (fault) return refusal({ httpStatus: 400, error: fault });
  // Half a surrogate pair is no JSON to Ruby, and NUL no text to PostgreSQL.
  const { status: text = '' } = given as StatusRequest;
  if (!text.isWellFormed()) return { httpStatus: 400 };
  if (text.includes('\0')) return { httpStatus: 500 };
  if (mischief === 'store-late') {
    setTimeout(() => world.create(given as StatusRequest, { key: asked.key, mischief: null }), 500);
    return { httpStatus: 200, fate: 'lost' };
  }
  const status = world.create(given as StatusRequest, { key: asked.key, mischief });
  if ('error' in status) return refusal(status);
  return spoil({ httpStatus: 200, json: statusEntity(status, asked.origin) }, mischief);
}

/** What is done to a post: an edit, its deletion, or a pin set or taken. */
function perform({ world }: Double, { asked, mischief, note }: Writing): Reply {
  const [, id = '', pinning] = /^\/api\/v1\/statuses\/([^/]+)(?:\/(pin|unpin))?$/.exec(asked.path) ?? [];
  const given = asked.method === 'PUT' ? readJson(asked.body) : null;
  const fault = asked.method === 'PUT' ? findFault('edit', given) : null;
  note(fault);
  if (fault) return refusal({ httpStatus: 400, error: fault });
  const found = world.find(id);
  if (!found) return refusal({ httpStatus: 404, error: 'Record not found' });
  if (asked.method === 'DELETE') {
    world.remove(id);
    const { content: _, ...gone } = statusEntity(found, asked.origin);
    return spoil({ httpStatus: 200, json: { ...gone, text: found.text } }, mischief);
  }
  const status =
    asked.method === 'PUT'
      ? world.edit(id, given as StatusRequest, mischief)
      : pinning === 'pin'
        ? world.pin(id)
        : world.unpin(id);
  if ('error' in status) return refusal(status);
  return spoil({ httpStatus: 200, json: statusEntity(status, asked.origin) }, mischief);
}

async function postMedia({ world }: Double, { asked, mischief, note }: Writing): Promise<Reply> {
  const headers = { 'content-type': asked.request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(asked.body), { headers }).formData();
  const file = form.get('file');
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const mediaType = file instanceof File ? file.type : '';
  const fault = findFault('media', { ...Object.fromEntries(form), file: mediaType });
  note(fault);
  if (fault) return refusal({ httpStatus: 400, error: fault });
  const description = form.get('description')?.toString() ?? null;
  const media = world.upload({ mediaType, byteLength: bytes.length, description }, mischief);
  if ('error' in media) return refusal(media);
  return { httpStatus: media.processing === 'done' ? 200 : 202, json: mediaEntity(media, asked.origin) };
}

/** As JSON, which we send, or as a form, which other programs do. */
function readStatus({ body, request }: Asked): unknown {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isForm ? Object.fromEntries(new URLSearchParams(body.toString())) : readJson(body);
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
