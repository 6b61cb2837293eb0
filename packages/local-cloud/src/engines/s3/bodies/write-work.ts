/** What the threads that receive bodies and the one that writes them say to each other, and the memory they share. */
import type { Algorithm } from "../checksums/algorithms.ts";
import { reservedBytes } from "../checksums/md5/md5-lanes.ts";

/** What is known of content once all of it has come. */
export interface Digests {
  /** Hex. */
  readonly md5: string;
  /** Base64, of the algorithms that were asked for. */
  readonly checksums: Readonly<Partial<Record<Algorithm, string>>>;
}

/** A file that becomes the body. */
export interface Target {
  readonly path: string;
  /** Bytes of a file that is written again; `undefined` when it is to be made. */
  readonly existing: number | undefined;
  readonly algorithms: readonly Algorithm[];
}

/** The next bytes of a body, as many as fit into a slot unless they are its last ones. */
export interface Piece {
  readonly body: number;
  /** With the first piece. */
  readonly target?: Target;
  readonly slot: number;
  readonly length: number;
  /** Now it is whole, and must get onto the disk. */
  readonly last: boolean;
}

/** No more of this body will come. Whoever says so removes the file. */
export interface Abandonment {
  readonly body: number;
  readonly abandoned: true;
}

export type Work = Piece | Abandonment;

/** The answer to each piece of work. */
export interface Done {
  readonly body: number;
  /** Of a body that is whole, and on the disk. */
  readonly digests?: Digests;
  readonly error?: string;
}

/** A slot holds what is on its way from the network to the disk. */
export const slotBytes = 1024 * 1024;
export const slotCount = 16;
const pageBytes = 64 * 1024;
const firstSlot = Math.ceil(reservedBytes / pageBytes) * pageBytes;

export const memoryPages = (firstSlot + slotCount * slotBytes) / pageBytes;
export const startOf = (slot: number): number => firstSlot + slot * slotBytes;
