import path from "node:path";
import type { Dispatcher, Engine, Operation } from "../../gateway/engine.ts";
import { openBodyFiles } from "./bodies/body-files.ts";
import { openBodyStore } from "./bodies/body-store.ts";
import { openBucketStore } from "./buckets/bucket-store.ts";
import { type Commits, createCommits, type Followers } from "./commits.ts";
import type { S3Context } from "./context.ts";
import { openIndexLog } from "./index-log.ts";
import { startSweeper } from "./lifecycle/sweeper.ts";
import { openListingStore } from "./listing/listing-store.ts";
import { createDestinations } from "./notifications/destination.ts";
import { createOutbox } from "./notifications/outbox.ts";
import { openVersionStore } from "./objects/version-store.ts";
import { openIndex } from "./open-index.ts";
import { s3Operations } from "./operations.ts";
import { openUploadStore } from "./uploads/upload-store.ts";
import { createS3Protocol } from "./wire/s3-protocol.ts";

export interface S3Options {
  /** The engine keeps everything in a folder `s3` of it. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly dispatcher: Dispatcher;
  readonly endpoint: () => string;
  /** Epoch milliseconds; tests set their own. */
  readonly clock?: () => number;
  /** Most that files of removed bodies, which wait to be written again, take of the disk; 64 MiB unless told. */
  readonly spareBytes?: number;
  /** How often lifecycle rules are looked at; every minute unless told. */
  readonly lifecycleEveryMs?: number;
}

/** Whatever an answer tells of is on disk, be it what the call wrote or what it read. */
const durably = (
  operations: Readonly<Record<string, Operation<never>>>,
  commits: Commits,
): Readonly<Record<string, Operation<never>>> => {
  const waiting = (operation: Operation<never>): Operation<never> => ({
    access: operation.access,
    handle: async (input, call) => {
      const answer = await operation.handle(input, call);
      await commits.settled();
      return answer;
    },
  });
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, waiting(operation)]),
  );
};

/**
 * Amazon S3 on disk: an index in SQLite, and bodies in files beside it. A write that was answered is whole and
 * stays, whatever happens; one that was not answered leaves nothing behind.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
export const createS3Engine = (options: S3Options): Engine => {
  const { region, accountId, dispatcher, endpoint, clock = Date.now } = options;
  const { spareBytes = 64 * 1024 * 1024, lifecycleEveryMs = 60_000 } = options;
  const folder = path.join(options.stateDir, "s3");
  const file = path.join(folder, "index.sqlite");
  const database = openIndex(file);
  const log = openIndexLog(database, file);
  const buckets = openBucketStore(database);
  const bodies = openBodyStore(database, openBodyFiles(folder, spareBytes));
  const versions = openVersionStore(database, bodies);
  const destinations = createDestinations(dispatcher, accountId);
  const followers: Followers = {
    mark: bodies.released,
    backTo: (mark) => {
      bodies.forgetReleased(mark);
      versions.forget();
    },
    finish: versions.finish,
    take: () => {
      const follow = [bodies.takeReleased(), outbox.takeAdded()];
      return () => {
        for (const next of follow) next();
      };
    },
  };
  const commits = createCommits(database, followers, log.sync);
  const { transact } = commits;
  const outbox = createOutbox({ database, destinations, region, accountId, clock, transact });

  const context: S3Context = {
    region,
    accountId,
    clock,
    endpoint,
    dispatcher,
    buckets,
    versions,
    listing: openListingStore(database),
    bodies,
    uploads: openUploadStore(database, bodies),
    outbox,
    destinations,
    transact,
  };
  const sweeper = startSweeper(context, lifecycleEveryMs);
  outbox.resume();

  return {
    service: "s3",
    protocol: "rest-xml",
    stream: createS3Protocol(buckets),
    operations: durably(s3Operations(context), commits),
    close: async () => {
      await sweeper.stop();
      await outbox.close();
      await commits.settled();
      await bodies.close();
      await log.close();
      database.close();
    },
  };
};
