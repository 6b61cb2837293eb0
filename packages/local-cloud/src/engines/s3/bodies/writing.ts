import { giveBack } from "./give-back.ts";
import type { Slots } from "./slots.ts";
import { type Digests, type Done, slotBytes, startOf, type Target, type Work } from "./write-work.ts";

/** One body on its way to the disk. One call at a time. */
export interface Writing {
  /**
   * Waits while the disk is behind: of a body, no more is held than fits into two slots, one that is written while
   * the other is filled.
   *
   * @param piece is given away
   * @throws {Error} what the disk says
   */
  write(piece: Buffer): Promise<void>;
  /**
   * @returns once all is safe
   * @throws {Error} what the disk says
   */
  finish(): Promise<Digests>;
  /** Lets go of the file. */
  abandon(): Promise<void>;
}

/** The thread that writes bodies, and the memory through which they reach it. */
export interface Thread {
  readonly bytes: Buffer;
  ask(work: Work): Promise<Done>;
}

/** What has come of a body and was not sent to the thread yet: in a slot, or in pieces while too few slots are free. */
interface Filling {
  readonly slot: number | undefined;
  readonly pieces: Buffer[];
  length: number;
}

/** @param body its number */
export const startWriting = (thread: Thread, slots: Slots, body: number, target: Target): Writing => {
  let filling: Filling | undefined;
  let sent: Promise<unknown> = Promise.resolve();
  let isKnown = false;

  const start = (): Filling => ({ slot: slots.toFill(), pieces: [], length: 0 });

  /** @returns how many bytes, which the piece no longer says */
  const copy = (piece: Buffer, slot: number, offset: number): number => {
    const { length } = piece;
    const at = startOf(slot) + offset;
    // The other ways to copy into shared memory are made for atomic access, and take two to three times as long.
    thread.bytes.fill(piece, at, at + length);
    giveBack(piece);
    return length;
  };

  /** While it is in the processor's cache, where one is to be had. */
  const add = (into: Filling, piece: Buffer): void => {
    const offset = into.length;
    into.length += piece.length;
    if (into.slot === undefined) into.pieces.push(piece);
    else copy(piece, into.slot, offset);
  };

  const send = async ({ slot: filled, pieces, length }: Filling, last: boolean): Promise<Done> => {
    const slot = filled ?? (await slots.next());
    try {
      let offset = 0;
      for (const piece of pieces) offset += copy(piece, slot, offset);
      const first = isKnown ? {} : { target };
      isKnown = true;
      return await thread.ask({ body, ...first, slot, length, last });
    } finally {
      slots.release(slot);
    }
  };

  /** @returns what has room for more */
  const withRoom = async (): Promise<Filling> => {
    filling ??= start();
    if (filling.length < slotBytes) return filling;
    await sent;
    sent = send(filling, false);
    // Whoever comes next is told.
    sent.catch(() => undefined);
    filling = start();
    return filling;
  };

  return {
    write: async (piece) => {
      const { length } = piece;
      for (let at = 0; at < length; ) {
        const into = await withRoom();
        const end = Math.min(length, at + slotBytes - into.length);
        add(into, piece.subarray(at, end));
        at = end;
      }
    },
    finish: async () => {
      await sent;
      const filled = filling ?? start();
      filling = undefined;
      const { digests } = await send(filled, true);
      if (!digests) throw new Error("A body ended without its digests");
      return digests;
    },
    abandon: async () => {
      await sent.catch(() => undefined);
      if (filling?.slot !== undefined) slots.release(filling.slot);
      if (isKnown) await thread.ask({ body, abandoned: true });
    },
  };
};
