/** Clients that do not give up: each posts its todo until somebody says that it was taken, always with the same key. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../e2e/support/person.ts";
import type { PlannedEvent } from "./planned-event.ts";
import type { PostedEvent } from "./verdict.ts";

/** Requests under way at once. */
const concurrency = 8;
const firstPauseMs = 50;
const longestPauseMs = 1_000;

export interface Traffic {
  readonly done: Promise<readonly PostedEvent[]>;
  /** Todos that were taken so far. */
  posted(): number;
  /** Requests that had to be repeated. */
  repeated(): number;
}

/** What a client may try again: it was too fast, somebody else was, or nobody was there. */
const isPassing = (status: number): boolean => status === 409 || status === 429 || status >= 500;

/** @param signal aborts what is still to be posted */
export const startTraffic = (
  events: Iterable<PlannedEvent>,
  person: Person,
  todosUrl: string,
  signal: AbortSignal,
): Traffic => {
  const posted: PostedEvent[] = [];
  const waiting = events[Symbol.iterator]();
  let repeated = 0;

  const postOne = async ({ title, isPoison }: PlannedEvent): Promise<void> => {
    const headers = { "idempotency-key": title.replaceAll(" ", "-") };
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      signal.throwIfAborted();
      const answer = await person
        .call<{ id: string }>("POST", todosUrl, { body: { title }, headers })
        .catch(() => undefined);
      if (answer?.status === 201) return void posted.push({ todoId: answer.body.id, isPoison });
      if (answer && !isPassing(answer.status))
        throw new Error(`POST of "${title}" was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      repeated += 1;
      await sleep(pauseMs);
    }
  };

  const client = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await postOne(next.value);
  };

  return {
    done: Promise.all(Array.from({ length: concurrency }, client)).then(() => posted),
    posted: () => posted.length,
    repeated: () => repeated,
  };
};
