import { createHash } from "node:crypto";
import type { Operation } from "../../../gateway/engine.ts";
import { ask, type Backend } from "../backend.ts";
import { toSequenceNumber } from "./sequence-number.ts";
import { readIterator, streamArnOf, writeIterator } from "./shard-iterator.ts";
import { streamAccess, tableOfStream } from "./stream-access.ts";
import { changesNothing, inView, type StreamRecord } from "./stream-view.ts";

interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

interface DynoxideRecord extends StreamRecord {
  /** Spelled as in Lambda's event. */
  readonly userIdentity?: { readonly principalId: string; readonly type: string };
}

interface RecordsAnswer {
  readonly Records: readonly DynoxideRecord[];
  readonly NextShardIterator?: string;
}

/** Unique over all streams, since consumers recognise duplicates by it; dynoxide's are `1`, `2`, ... per table. */
const eventIdOf = (streamArn: string, position: string): string =>
  createHash("sha256").update(`${streamArn}/${position}`).digest("hex").slice(0, 32);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords = (backend: Backend): Operation<GetRecordsInput> => ({
  access: (input) => [streamAccess(backend, "GetRecords", streamArnOf(input.ShardIterator))],
  handle: async ({ ShardIterator, Limit }) => {
    const { streamArn, inner } = readIterator(ShardIterator, backend.now());
    const { name } = tableOfStream(backend, streamArn);
    const { Records, NextShardIterator: next } = await ask<RecordsAnswer>(backend, "GetRecords", {
      ShardIterator: inner,
      ...(Limit === undefined ? {} : { Limit }),
    });
    const view = backend.settings.streamView(name);
    const recordOf = ({ userIdentity, ...record }: DynoxideRecord) => ({
      ...record,
      ...(userIdentity
        ? { userIdentity: { PrincipalId: userIdentity.principalId, Type: userIdentity.type } }
        : {}),
      eventID: eventIdOf(streamArn, record.dynamodb.SequenceNumber),
      awsRegion: backend.arns.region,
      dynamodb: {
        ...inView(record.dynamodb, view),
        SequenceNumber: toSequenceNumber(record.dynamodb.SequenceNumber),
      },
    });
    return {
      Records: Records.filter((record) => !changesNothing(record)).map(recordOf),
      ...(next === undefined
        ? {}
        : { NextShardIterator: writeIterator({ streamArn, inner: next, issuedAt: backend.now() }) }),
    };
  },
});
