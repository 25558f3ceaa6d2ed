import type { z } from 'zod';
import { namedEntries, oneOf, section, wholeNumber, written } from './schema-parts.ts';
import { calendarDay, webAddress } from './written-values.ts';

const variableForm = /^[A-Z][A-Z0-9_]*$/;

const secretsElsewhere =
  'A secret does not belong in this file; name the environment variable that holds it under secret-from, and replace the secret if it stood here.';

const consent = section(
  {
    link: webAddress.meta({ description: 'Where the admins of the server agreed to it, or their rules do.' }),
    date: calendarDay.meta({ description: 'When that was read or agreed to.' }),
  },
  { phrase: 'link and date, as in { link: https://mastodon.example/about, date: 2026-11-02 }' },
);

const account = section(
  {
    network: oneOf(['mastodon', 'bluesky']),
    server: webAddress.optional().meta({
      description:
        'Address of the server: https://mastodon.example. For Bluesky https://bsky.social when left out.',
    }),
    handle: written('the name of the account: "@name@server.example" or name.bsky.social').meta({
      description: 'Name of the account: "@name@server.example" on Mastodon, name.bsky.social on Bluesky.',
    }),
    'secret-from': written('the name of an environment variable, as in UN_NEWS_TOKEN', {
      // The value is not repeated: it may be the secret.
      findFault: (value) =>
        variableForm.test(value)
          ? null
          : 'secret-from takes the name of an environment variable, as in UN_NEWS_TOKEN; if this is the secret itself, take it out and replace it.',
      form: variableForm,
    }).meta({
      description:
        'Environment variable with the access token (Mastodon) or app password (Bluesky); or with _FILE after its name, the path of a file that holds it.',
    }),
    consent: consent.optional().meta({
      description: 'That the server allows an automated account: without it nothing is published there.',
    }),
    'posts-per-day': wholeNumber({ from: 1, to: 1000 }).optional().meta({
      description:
        'How many automated posts a day the server allows, if it says so; every post of a thread counts.',
    }),
  },
  {
    phrase: 'an account with network, handle and secret-from',
    misplaced: new Map(
      ['secret', 'token', 'access-token', 'password', 'app-password', 'api-key'].map((key) => [
        key,
        secretsElsewhere,
      ]),
    ),
  },
);

/** The accounts file as operators write it: the one source for validation, defaults and the JSON Schema. */
export const accountsFile = section(
  {
    accounts: namedEntries(account, { phrase: 'accounts, each with a name' }).meta({
      description: 'Each login, under the name that event files use for it.',
    }),
  },
  { phrase: 'logins under accounts' },
).meta({ title: 'Accounts', description: 'Logins on the networks; secrets stay in the environment.' });

/** An accounts file without errors. */
export type AccountsFile = z.output<typeof accountsFile>;
