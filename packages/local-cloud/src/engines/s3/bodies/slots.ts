import { slotCount } from "./write-work.ts";

/** These are for bodies that wait with as much as fits into one, however many others come slowly. */
const keptForWaiting = 8;

/** The slots of the memory that is shared with the thread that writes bodies. */
export class Slots {
  readonly #free = Array.from({ length: slotCount }, (_, slot) => slot);
  readonly #queue: ((slot: number) => void)[] = [];

  /** @returns one to keep until it is full, however long that takes; `undefined` when too few are free for that */
  toFill(): number | undefined {
    return this.#free.length > keptForWaiting ? this.#free.pop() : undefined;
  }

  /** @returns one for what is there already */
  async next(): Promise<number> {
    return this.#free.pop() ?? new Promise((resolve) => void this.#queue.push(resolve));
  }

  release(slot: number): void {
    const next = this.#queue.shift();
    if (next) next(slot);
    else this.#free.push(slot);
  }
}
