/** A body that arrives once and is read by many, each at its own pace. */

export interface SharedBody {
  /** Bytes that have arrived so far. */
  readonly received: number;
  /** All bytes, once they are there. */
  readonly total: number | undefined;
  /** The body as one piece, when all of it is there and kept, and can be put together. */
  whole(): Buffer | undefined;
  /**
   * Waits until all bytes are there.
   *
   * @returns `false` when they are not kept, and come only as far as they are read
   * @throws when the rest will never come
   */
  complete(): Promise<boolean>;
  /**
   * Bytes `from` to `to` (exclusive), as they arrive.
   *
   * @throws {Error} when the source fails, or bytes that were not kept are asked for
   */
  read(from?: number, to?: number): AsyncGenerator<Buffer, void>;
  /** Says that whoever got this body is not going to read it. */
  ignore(): void;
}

export interface BodyWriter extends SharedBody {
  /** Waits, when nothing is kept, for the readers. @returns `false` when nobody wants more */
  push(chunk: Buffer): Promise<boolean>;
  end(): void;
  fail(error: unknown): void;
  /** From now on only what readers have yet to read is held. */
  stopKeeping(): void;
}

/** How far the source may run ahead of the slowest reader when nothing is kept. */
const windowBytes = 1_048_576;

interface Reader {
  position: number;
  /** Number of the chunk that this position is in, counted from the first that arrived. */
  chunk: number;
  /** Position of the first byte of that chunk. */
  chunkStart: number;
}

type State =
  | { readonly kind: "open" }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly error: unknown };

export const createSharedBody = (keep: boolean): BodyWriter => {
  let keeping = keep;
  let state: State = { kind: "open" };
  let chunks: Buffer[] = [];
  /** Position of the first byte that is held. */
  let start = 0;
  /** How many chunks came before it. */
  let dropped = 0;
  let received = 0;
  let hadReader = false;
  const readers = new Set<Reader>();
  let wakeUps: (() => void)[] = [];

  const wake = (): void => {
    const waiting = wakeUps;
    wakeUps = [];
    for (const resolve of waiting) resolve();
  };
  const changed = (): Promise<void> => new Promise((resolve) => wakeUps.push(resolve));

  /** Before the first reader comes, nothing has been read; after the last one has gone, nothing is missed. */
  const slowest = (): number =>
    hadReader ? Math.min(received, ...[...readers].map(({ position }) => position)) : start;

  const dropWhatIsRead = (): void => {
    if (keeping) return;
    const position = slowest();
    for (let first = chunks[0]; first && start + first.length <= position; first = chunks[0]) {
      chunks.shift();
      dropped += 1;
      start += first.length;
    }
  };

  /** What comes next for a reader; it goes from chunk to chunk, so that it need not look for its place. */
  const nextFor = (reader: Reader): Buffer | undefined => {
    if (reader.position >= received) return undefined;
    // What it has read may have been dropped since.
    if (reader.chunk < dropped) {
      reader.chunk = dropped;
      reader.chunkStart = start;
    }
    let chunk = chunks[reader.chunk - dropped];
    while (chunk && reader.chunkStart + chunk.length <= reader.position) {
      reader.chunkStart += chunk.length;
      reader.chunk += 1;
      chunk = chunks[reader.chunk - dropped];
    }
    return chunk?.subarray(reader.position - reader.chunkStart);
  };

  async function* read(from = 0, to = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer, void> {
    if (from < start) throw new Error("The beginning of this body has not been kept");
    const reader: Reader = { position: from, chunk: dropped, chunkStart: start };
    readers.add(reader);
    hadReader = true;
    try {
      while (reader.position < to) {
        const chunk = nextFor(reader);
        if (chunk) {
          const part = chunk.subarray(0, to - reader.position);
          reader.position += part.length;
          if (!keeping) {
            dropWhatIsRead();
            wake();
          }
          yield part;
          continue;
        }
        if (state.kind === "failed") throw state.error;
        if (state.kind === "ended") return;
        await changed();
      }
    } finally {
      readers.delete(reader);
      dropWhatIsRead();
      wake();
    }
  }

  return {
    get received() {
      return received;
    },
    get total() {
      return state.kind === "ended" ? received : undefined;
    },
    whole: () => {
      if (state.kind !== "ended" || start > 0 || !keeping) return undefined;
      const [only] = chunks;
      if (chunks.length === 1 && only) return only;
      // Readers who are on their way count on the chunks that there are.
      if (readers.size > 0) return undefined;
      const joined = Buffer.concat(chunks);
      chunks = [joined];
      return joined;
    },
    complete: async () => {
      while (state.kind === "open" && keeping) await changed();
      if (state.kind === "failed") throw state.error;
      return state.kind === "ended";
    },
    read,
    ignore: () => {
      hadReader = true;
      wake();
    },
    push: async (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      wake();
      while (!keeping && received - slowest() > windowBytes && (readers.size > 0 || !hadReader))
        await changed();
      return keeping || readers.size > 0 || !hadReader;
    },
    end: () => {
      if (state.kind === "open") state = { kind: "ended" };
      wake();
    },
    fail: (error) => {
      if (state.kind === "open") state = { kind: "failed", error };
      wake();
    },
    stopKeeping: () => {
      keeping = false;
      dropWhatIsRead();
      wake();
    },
  };
};
