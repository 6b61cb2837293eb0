/** Reads records of a table's stream again, as a mapping reads them. */
import {
  type _Record,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { paginateListEventSourceMappings } from "@aws-sdk/client-lambda";
import { recordFilter } from "@skein/local-cloud/functions/mappings/source-filter";
import type { StreamPointer } from "./failure-reason.ts";
import type { Target } from "./target.ts";

/** A shard's pages may be empty, and an open shard has no end: far more than a batch's records take. */
const mostPages = 200;

/** The pointer's place cannot be read. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** The shard that holds a record. A consumer that tells of a record does not know its shard. */
const shardOf = async ({ streams }: Target, { streamArn, startSequenceNumber }: StreamPointer) => {
  const wanted = BigInt(startSequenceNumber);
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await streams.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId }),
    );
    for (const { ShardId, SequenceNumberRange: range } of StreamDescription?.Shards ?? [])
      if (
        BigInt(range?.StartingSequenceNumber ?? 0) <= wanted &&
        (range?.EndingSequenceNumber === undefined || wanted <= BigInt(range.EndingSequenceNumber))
      )
        return ShardId;
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  throw new Unreadable("the stream has no shard with that record any more");
};

/** All records from the first to the last that the pointer names. */
const rangeOf = async (target: Target, pointer: StreamPointer): Promise<readonly _Record[]> => {
  const { streams } = target;
  let { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn: pointer.streamArn,
      ShardId: pointer.shardId ?? (await shardOf(target, pointer)),
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      SequenceNumber: pointer.startSequenceNumber,
    }),
  );
  const records: _Record[] = [];
  for (let page = 0; ShardIterator && page < mostPages; page++) {
    const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    for (const record of Records) {
      records.push(record);
      if (record.dynamodb?.SequenceNumber === pointer.endSequenceNumber) return records;
    }
    ShardIterator = NextShardIterator;
  }
  throw new Unreadable("the stream does not hold the last of the records");
};

/** JSON as Lambda writes it: binary values as base64, times as epoch seconds. */
const asEventValue = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(asEventValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asEventValue(member)]));
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const eventRecordOf = ({ userIdentity, ...record }: _Record, eventSourceARN: string): object => ({
  ...(asEventValue(record) as object),
  ...(userIdentity && { userIdentity: { principalId: userIdentity.PrincipalId, type: userIdentity.Type } }),
  eventSourceARN,
});

/** What the mapping lets pass: the function is never given anything else. */
const filterOf = async ({ lambda }: Target, EventSourceArn: string, FunctionName: string) => {
  const pages = paginateListEventSourceMappings({ client: lambda }, { EventSourceArn, FunctionName });
  for await (const { EventSourceMappings: [mapping] = [] } of pages) {
    if (!mapping) continue;
    const Filters = (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern = "{}" }) => ({ Pattern }));
    return recordFilter({ source: "dynamodb", FilterCriteria: { Filters } });
  }
  return () => true;
};

/**
 * The event that the mapping of the function would make of the records again.
 *
 * @throws {Unreadable} when the stream does not hold them any more: after 24 hours they are gone
 */
export const eventOf = async (
  target: Target,
  pointer: StreamPointer,
  functionName: string,
): Promise<{ readonly Records: readonly object[] }> => {
  try {
    const range = await rangeOf(target, pointer);
    const passes = await filterOf(target, pointer.streamArn, functionName);
    const Records = range.map((record) => eventRecordOf(record, pointer.streamArn)).filter(passes);
    if (Records.length !== pointer.batchSize)
      throw new Unreadable(`the stream holds ${Records.length} records there, not ${pointer.batchSize}`);
    return { Records };
  } catch (error) {
    if (!(error instanceof Error) || !/^(TrimmedData|ResourceNotFound)/.test(error.name)) throw error;
    throw new Unreadable(`the records are gone from the stream (${error.name})`, { cause: error });
  }
};
