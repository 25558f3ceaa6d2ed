/** What stands below the list of commands: examples, the environment, exit codes. */
export const examples = `
Examples:
  rapporteur rehearse                             see the whole thing work, in seconds
  rapporteur check config/vancouver.yaml          is my event file right, do feeds and accounts answer?
  rapporteur preview config/vancouver.yaml        what would be posted now?
  rapporteur plan config/vancouver.yaml           what will this file, or my edit of it, post and cancel?
  rapporteur run config/vancouver.yaml --dry-run  cover, but publish nothing

Environment:
  DATABASE_URL   where the store is: sqlite:FILE or postgres://…; sqlite:data/rapporteur.db without
  secrets        the variables the accounts file names, or the same names with _FILE
  RAPPORTEUR_CONTACT
                 an address or a mailbox, so that publishers know whom to ask about our polls
  RAPPORTEUR_ALLOW_HOSTS
                 hosts of your own that aren't public, or on odd ports: news.intranet,127.0.0.1:8080
  WEBSUB_CALLBACK, WEBSUB_LISTEN
                 where hubs reach a run, https://…, and where it listens for them; 127.0.0.1:8380 without

Exit codes: 0 done, 1 found problems, 2 wrong usage.`;

/** What stands below the options of `status`. */
export const legend = `
On a terminal each post of a thread is a mark:
  ● public   ◐ taken: its server said yes, and nothing has shown it yet   ○ to come
  ? in doubt, looked for   × given up   – deleted by a person`;
