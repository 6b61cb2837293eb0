import { createHash } from "node:crypto";
import type { Operation } from "../../../gateway/engine.ts";
import { ask, type Backend } from "../backend.ts";
import { toSequenceNumber } from "./sequence-number.ts";
import { readIterator, streamArnOf, writeIterator } from "./shard-iterator.ts";
import { streamAccess, tableOfStream } from "./stream-access.ts";

interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

interface StreamRecord {
  readonly awsRegion: string;
  /** dynoxide spells it as Lambda's event does. */
  readonly userIdentity?: { readonly principalId: string; readonly type: string };
  readonly dynamodb: { readonly SequenceNumber: string };
}

interface RecordsAnswer {
  readonly Records: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

/** Unique over all streams, since consumers recognise duplicates by it; dynoxide's are `1`, `2`, ... per table. */
const eventIdOf = (streamArn: string, position: string): string =>
  createHash("sha256").update(`${streamArn}/${position}`).digest("hex").slice(0, 32);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords = (backend: Backend): Operation<GetRecordsInput> => ({
  access: (input) => [streamAccess(backend, "GetRecords", streamArnOf(input.ShardIterator))],
  handle: async ({ ShardIterator, Limit }) => {
    const { arns, now } = backend;
    const { streamArn, inner } = readIterator(ShardIterator, now());
    tableOfStream(backend, streamArn);
    const answer = await ask<RecordsAnswer>(backend, "GetRecords", {
      ShardIterator: inner,
      ...(Limit === undefined ? {} : { Limit }),
    });
    return {
      Records: answer.Records.map(({ userIdentity, ...record }) => ({
        ...record,
        ...(userIdentity
          ? { userIdentity: { PrincipalId: userIdentity.principalId, Type: userIdentity.type } }
          : {}),
        eventID: eventIdOf(streamArn, record.dynamodb.SequenceNumber),
        awsRegion: arns.region,
        dynamodb: {
          ...record.dynamodb,
          SequenceNumber: toSequenceNumber(record.dynamodb.SequenceNumber),
        },
      })),
      ...(answer.NextShardIterator === undefined
        ? {}
        : {
            NextShardIterator: writeIterator({ streamArn, inner: answer.NextShardIterator, issuedAt: now() }),
          }),
    };
  },
});
