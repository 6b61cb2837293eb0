import type { Journal } from "./journal.ts";
import { type LocalRoute, problem } from "./local-api.ts";

const standardLimit = 1_000;
const largestLimit = 20_000;

/** ISO 8601, or milliseconds since 1970. */
const instantOf = (text: string): Date => new Date(/^\d+$/.test(text) ? Number(text) : text);

/**
 * `GET /_local/journal?since=2026-11-22T10:00:00Z&limit=100`: calls at or after `since`, oldest first.
 * `?after=<id>` gives the calls that ended after one that is known, for whoever follows along.
 */
export const journalRoutes = (journal: Journal): readonly LocalRoute[] => [
  {
    method: "GET",
    path: "/_local/journal",
    access: "open",
    handle: ({ query }) => {
      const since = instantOf(query.get("since") ?? "0");
      const limit = Number(query.get("limit") ?? standardLimit);
      const after = Number(query.get("after") ?? 0);
      if (Number.isNaN(since.getTime()))
        return problem(400, "Bad Request", "since must be an ISO 8601 time or milliseconds since 1970.");
      if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
        return problem(400, "Bad Request", `limit must be from 1 to ${largestLimit}.`);
      if (!Number.isInteger(after) || after < 0)
        return problem(400, "Bad Request", "after must be the id of an entry.");
      return { status: 200, body: journal.since(since, limit, after) };
    },
  },
];
