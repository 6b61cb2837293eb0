/** Gives bodies to the thread that writes them, so that the disk and the checksums hold nobody up. */
import { Worker } from "node:worker_threads";
import { giveBack } from "./give-back.ts";
import {
  type Digests,
  type Done,
  memoryPages,
  slotCount,
  startOf,
  type Target,
  type Work,
} from "./write-work.ts";

/** One body on its way to the disk. One call at a time. */
export interface Writing {
  /** @param pieces one slot full; they are given away. @throws {Error} what the disk says */
  write(pieces: readonly Buffer[]): Promise<void>;
  /** @param pieces the last ones, one slot full at most. @returns once all is safe */
  finish(pieces: readonly Buffer[]): Promise<Digests>;
  /** Lets go of the file. */
  abandon(): Promise<void>;
}

export interface DiskWriter {
  begin(target: Target): Writing;
  close(): Promise<void>;
}

interface Waiting {
  resolve(done: Done): void;
  reject(error: Error): void;
}

/** The thread, from the first body on; with the memory through which bodies reach it. */
interface Thread {
  readonly bytes: Buffer;
  ask(work: Work): Promise<Done>;
  end(): Promise<void>;
}

const startThread = (ended: () => void): Thread => {
  const memory = new WebAssembly.Memory({ initial: memoryPages, maximum: memoryPages, shared: true });
  const worker = new Worker(new URL("./write-thread.ts", import.meta.url), {
    name: "s3-bodies",
    workerData: memory,
  });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let over: Error | undefined;
  const settle = (done: Done): void => {
    const asked = waiting.get(done.body);
    waiting.delete(done.body);
    if (done.error === undefined) asked?.resolve(done);
    else asked?.reject(new Error(`A body could not be written: ${done.error}`));
  };
  const fail = (error: Error): void => {
    over ??= error;
    ended();
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
  };
  worker.on("message", settle).on("error", fail);
  worker.on("exit", () => fail(new Error("The thread that writes bodies has ended")));
  return {
    bytes: Buffer.from(memory.buffer),
    ask: (work) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over);
        waiting.set(work.body, { resolve, reject });
        worker.postMessage(work);
      }),
    end: async () => void (await worker.terminate()),
  };
};

export const createDiskWriter = (): DiskWriter => {
  let running: Thread | undefined;
  let bodies = 0;
  const free = Array.from({ length: slotCount }, (_, slot) => slot);
  const queue: ((slot: number) => void)[] = [];

  const thread = (): Thread => {
    running ??= startThread(() => {
      running = undefined;
    });
    return running;
  };

  const slotFor = async (): Promise<number> =>
    free.pop() ?? new Promise((resolve) => void queue.push(resolve));

  const release = (slot: number): void => {
    const next = queue.shift();
    if (next) next(slot);
    else free.push(slot);
  };

  return {
    begin: (target) => {
      const body = bodies++;
      let begun: Thread | undefined;
      const send = async (pieces: readonly Buffer[], last: boolean): Promise<Done> => {
        const slot = await slotFor();
        try {
          const first = begun === undefined;
          begun ??= thread();
          let length = 0;
          for (const piece of pieces) {
            begun.bytes.set(piece, startOf(slot) + length);
            length += piece.length;
          }
          giveBack(pieces);
          return await begun.ask({ body, ...(first ? { target } : {}), slot, length, last });
        } finally {
          release(slot);
        }
      };
      return {
        write: async (pieces) => void (await send(pieces, false)),
        finish: async (pieces) => {
          const { digests } = await send(pieces, true);
          if (!digests) throw new Error("A body ended without its digests");
          return digests;
        },
        abandon: async () => void (await begun?.ask({ body, abandoned: true })),
      };
    },
    close: async () => void (await running?.end()),
  };
};
