/** The thread that writes bodies: to the disk, and through all of their checksums on the way. */
import { closeSync, fdatasync, ftruncateSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type Algorithm, type Running, startChecksum } from "../checksums/algorithms.ts";
import { createMd5Lanes, type Md5, startMd5 } from "../checksums/md5/md5-lanes.ts";
import { blockBytes, widest } from "../checksums/md5/program.ts";
import { shared } from "../shared-work.ts";
import { syncFolder } from "../sync-folder.ts";
import { type Digests, type Done, type Piece, startOf, type Target, type Work } from "./write-work.ts";

interface Body {
  readonly file: number;
  readonly target: Target;
  readonly md5: Md5;
  readonly sums: readonly (readonly [Algorithm, Running])[];
  size: number;
}

const memory: WebAssembly.Memory = workerData;
const lanes = createMd5Lanes(memory);
const bodies = new Map<number, Body>();
const syncFile = promisify(fdatasync);
const folderSyncs = new Map<string, () => Promise<void>>();

const post = (done: Done): void => parentPort?.postMessage(done);

const begin = (id: number, target: Target): Body => {
  const body: Body = {
    file: target.existing === undefined ? openSync(target.path, "wx", 0o600) : openSync(target.path, "r+"),
    target,
    md5: startMd5(),
    sums: target.algorithms.map((algorithm) => [algorithm, startChecksum(algorithm)]),
    size: 0,
  };
  bodies.set(id, body);
  return body;
};

const bodyOf = ({ body, target }: Piece): Body => {
  const known = bodies.get(body) ?? (target && begin(body, target));
  if (!known) throw new Error("A body was gone on with that never began");
  return known;
};

const write = (body: Body, bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length; )
    done += writeSync(body.file, bytes, done, bytes.length - done, body.size + done);
  body.size += bytes.length;
};

/** One sync serves all files that were made in the folder before it began. */
const syncFolderOnce = (folder: string): Promise<void> => {
  const sync = folderSyncs.get(folder) ?? shared(() => syncFolder(folder));
  folderSyncs.set(folder, sync);
  return sync();
};

/** On return the file and its name would survive a power cut. */
const settle = async ({ file, target, size }: Body): Promise<void> => {
  if ((target.existing ?? 0) > size) ftruncateSync(file, size);
  const named = target.existing === undefined ? syncFolderOnce(path.dirname(target.path)) : undefined;
  await Promise.all([syncFile(file), named]);
};

const drop = (id: number): void => {
  const body = bodies.get(id);
  if (body) closeSync(body.file);
  bodies.delete(id);
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fail = (id: number, error: unknown): void => {
  drop(id);
  post({ body: id, error: reasonOf(error) });
};

interface Written {
  readonly piece: Piece;
  readonly body: Body;
  /** Of a body that is whole. */
  readonly settled: Promise<void> | undefined;
}

const take = (piece: Piece): readonly Written[] => {
  try {
    const body = bodyOf(piece);
    const bytes = new Uint8Array(memory.buffer, startOf(piece.slot), piece.length);
    write(body, bytes);
    const settled = piece.last ? settle(body) : undefined;
    // Whoever waits for it is told.
    settled?.catch(() => undefined);
    for (const [, sum] of body.sums) sum.update(bytes);
    return [{ piece, body, settled }];
  } catch (error) {
    fail(piece.body, error);
    return [];
  }
};

const digestsOf = ({ md5, sums }: Body, { slot, length }: Piece): Digests => {
  const rest = length % blockBytes;
  return {
    md5: lanes.digest({ md5, start: startOf(slot) + length - rest, length: rest }),
    checksums: Object.fromEntries(sums.map(([algorithm, sum]) => [algorithm, sum.digest()])),
  };
};

const answer = async ({ piece, body, settled }: Written): Promise<void> => {
  if (!settled) return post({ body: piece.body });
  const digests = digestsOf(body, piece);
  try {
    await settled;
    drop(piece.body);
    post({ body: piece.body, digests });
  } catch (error) {
    fail(piece.body, error);
  }
};

const nextWork = (): Work | undefined => parentPort && receiveMessageOnPort(parentPort)?.message;

/** So many side by side cost each of them a third of what it costs alone: worth a moment's wait while others are about. */
const goodCompany = 4;
const lingerMs = 1;

let written: Written[] = [];
let lingering: NodeJS.Timeout | undefined;

/** MD5 comes last, for everything that has come by then: side by side each of the bodies costs less. */
const finish = (): void => {
  clearTimeout(lingering);
  lingering = undefined;
  const together = written;
  written = [];
  lanes.update(
    together.map(({ body: { md5 }, piece: { slot, length } }) => ({
      md5,
      start: startOf(slot),
      length: length - (length % blockBytes),
    })),
  );
  for (const one of together) void answer(one);
};

parentPort?.on("message", (first: Work) => {
  for (let work: Work | undefined = first; work; work = written.length < widest ? nextWork() : undefined) {
    if ("slot" in work) written.push(...take(work));
    else {
      drop(work.body);
      post({ body: work.body });
    }
  }
  if (written.length >= Math.min(goodCompany, bodies.size)) finish();
  else lingering ??= setTimeout(finish, lingerMs);
});
