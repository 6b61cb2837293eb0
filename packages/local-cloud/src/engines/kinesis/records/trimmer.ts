import { retentionMs } from "../streams/stream.ts";
import type { StreamStore } from "../streams/stream-store.ts";
import type { RecordStore } from "./record-store.ts";

const intervalMs = 60_000;
const soonMs = 50;

/**
 * Deletes records whose time is over, a few at a time. Nobody sees them any more before that: this only frees their
 * space.
 */
export const startTrimmer = (parts: {
  streams: StreamStore;
  records: RecordStore;
  clock: () => number;
}): { stop(): void } => {
  const { streams, records, clock } = parts;
  let timer: NodeJS.Timeout;

  const trim = (): void => {
    const left = streams
      .all()
      .map((stream) => records.trim(stream.id, clock() - retentionMs(stream)))
      .some(Boolean);
    schedule(left ? soonMs : intervalMs);
  };
  const schedule = (delayMs: number): void => {
    timer = setTimeout(trim, delayMs).unref();
  };

  schedule(soonMs);
  return { stop: () => clearTimeout(timer) };
};
