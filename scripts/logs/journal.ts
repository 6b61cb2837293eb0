import type { JournalEntry, NumberedEntry } from "@skein/local-cloud/gateway/journal";
import { CommandFailure } from "../command/run-command.ts";
import { clockTime } from "./clock-time.ts";
import type { JournalOptions } from "./options.ts";

const mostEntries = 20_000;

/**
 * What the local cloud journaled, oldest first.
 *
 * @param endpoint `http://127.0.0.1:4566`
 * @param afterId only calls that ended after this entry
 * @throws {CommandFailure} when the cloud does not answer
 */
export const journalEntries = async (
  endpoint: string,
  { since, afterId }: { readonly since?: Date | undefined; readonly afterId?: number | undefined },
): Promise<readonly NumberedEntry[]> => {
  const query = new URLSearchParams({ limit: String(mostEntries) });
  if (since) query.set("since", since.toISOString());
  if (afterId !== undefined) query.set("after", String(afterId));
  const answer = await fetch(`${endpoint}/_local/journal?${query}`).catch(() => undefined);
  if (!answer?.ok)
    throw new CommandFailure(
      answer
        ? `the local cloud answered ${answer.status} for its journal: ${await answer.text()}`
        : `the local cloud at ${endpoint} is gone: start it again with npm start`,
    );
  return (await answer.json()) as readonly NumberedEntry[];
};

/** Whether the options ask for an entry. What was not even authenticated counts as denied. */
export const isWantedCall = (
  entry: JournalEntry,
  { denied, service }: Pick<JournalOptions, "denied" | "service">,
): boolean =>
  (!denied || entry.decision !== "allowed") && (service === undefined || entry.service === service);

const tagsOf = ({ principalTags }: JournalEntry): string => {
  const tags = Object.entries(principalTags ?? {}).map(([key, value]) => `${key}=${value}`);
  return tags.length > 0 ? ` (${tags.join(", ")})` : "";
};

/** A call as people read it: time, decision, action, resource, caller, status and duration, and what went wrong. */
export const formatCall = (entry: JournalEntry, now: Date): string => {
  const line = [
    clockTime(entry.time, now),
    entry.decision.padEnd(7),
    entry.action,
    entry.resource,
    `by ${entry.principal}${tagsOf(entry)}`,
    `-> ${entry.status} in ${entry.durationMs.toFixed(1)} ms`,
  ].join(" ");
  return entry.error ? `${line}\n    ${entry.error.code}: ${entry.error.message}` : line;
};
