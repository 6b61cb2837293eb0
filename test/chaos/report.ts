import type { ChaosOptions } from "./options.ts";
import type { ChaosResult } from "./run-chaos.ts";
import { complaints } from "./verdict.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const row = (what: string, found: string | number, wanted: string | number): string =>
  `  ${what.padEnd(44)}${String(found).padStart(8)}   ${wanted}`;

/** What happened, what came of it, and what should have. */
export const report = (
  { consumer, seed }: ChaosOptions,
  { verdict, redriven, kills, strikes, repeated, seconds, folder }: ChaosResult,
): string => {
  const good = verdict.events - verdict.poison;
  const byKind = Object.entries(strikes).map(([kind, count]) => `${count} ${kind}`);
  const wrong = complaints(verdict, redriven);
  return [
    "",
    `Chaos: ${verdict.events} events, seed ${seed}, the consumer ${consumer}, ${seconds} s`,
    `  kill -9 of the host: ${kills}; requests that clients repeated: ${repeated}`,
    `  faults that struck: ${sum(Object.values(strikes))} (${byKind.join(", ")}), beside the consumer's own mischief`,
    "",
    row("", "found", "promised"),
    row("took effect exactly once", verdict.exactlyOnce, good),
    row("lost", verdict.lost.length, 0),
    row("took effect more than once", verdict.doubled.length, 0),
    row("poison in the dead-letter queue", verdict.poison - verdict.missingPoison.length, verdict.poison),
    row("anything else in the dead-letter queue", verdict.strangers.length, 0),
    row("copies of poison there", verdict.copies, "few"),
    row("left there after mending and redrive", redriven.left, 0),
    row("poison that then took effect once", verdict.poison - redriven.wrong.length, verdict.poison),
    "",
    ...(folder ? [`Everything that it left is in ${folder}`] : []),
    wrong.length === 0 ? "Nothing lost, nothing twice." : `Promises broken: ${wrong.join("; ")}.`,
  ].join("\n");
};
