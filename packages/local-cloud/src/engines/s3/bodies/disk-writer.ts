/** Gives bodies to the thread that writes them, so that the disk and the checksums hold nobody up. */
import { Worker } from "node:worker_threads";
import { Slots } from "./slots.ts";
import { type Done, memoryPages, type Target } from "./write-work.ts";
import { startWriting, type Thread, type Writing } from "./writing.ts";

export interface DiskWriter {
  begin(target: Target): Writing;
  close(): Promise<void>;
}

interface Waiting {
  resolve(done: Done): void;
  reject(error: Error): void;
}

/** From the first body on. */
interface RunningThread extends Thread {
  end(): Promise<void>;
}

const startThread = (ended: () => void): RunningThread => {
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
  let running: RunningThread | undefined;
  let bodies = 0;
  const slots = new Slots();

  const thread = (): Thread => {
    running ??= startThread(() => {
      running = undefined;
    });
    return running;
  };

  return {
    begin: (target) => startWriting(thread(), slots, bodies++, target),
    close: async () => void (await running?.end()),
  };
};
