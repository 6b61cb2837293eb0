import type { KinesisContext } from "../context.ts";
import { sequenceNumber } from "../shards/sequence-number.ts";
import { covers, isOpen, type Shard, shardIdOf } from "../shards/shard.ts";
import type { Stream } from "../streams/stream.ts";
import type { Draft } from "./draft.ts";

/** Where a record went, or that its shard has no throughput left. */
export type Outcome =
  | { readonly kind: "stored"; readonly shardId: string; readonly sequenceNumber: string }
  | { readonly kind: "throttled"; readonly message: string };

/** Key of a shard's meter. */
export const shardKey = ({ id }: Stream, { index }: Shard): string => `${id}/${index}`;

const shardFor = (open: readonly Shard[], { hashKey }: Draft, { name }: Stream): Shard => {
  const shard = open.find((one) => covers(one, hashKey));
  if (!shard) throw new Error(`No open shard of the stream ${name} covers ${hashKey}`);
  return shard;
};

/** Stores the records whose shards take them: all in one transaction, in their order. */
export const putDrafts = (
  context: KinesisContext,
  stream: Stream,
  drafts: readonly Draft[],
): readonly Outcome[] => {
  const { accountId, records, throughput } = context;
  const open = stream.shards.filter(isOpen);
  const placed = drafts.map((draft) => {
    const shard = shardFor(open, draft, stream);
    return { draft, shard, taken: throughput.takeIn(shardKey(stream, shard), draft.bytes) };
  });
  const taken = placed.filter((one) => one.taken);
  if (taken.length === 0) return placed.map(({ shard }) => throttled(shard));

  const { positions, arrivedAt } = records.append(
    stream.id,
    taken.map(({ draft: { partitionKey, data }, shard }) => ({ shard: shard.index, partitionKey, data })),
  );
  context.written(stream, new Set(taken.map(({ shard }) => shard)));
  const stored = positions.values();
  return placed.map(({ shard, taken: wasTaken }) =>
    wasTaken
      ? {
          kind: "stored",
          shardId: shardIdOf(shard.index),
          sequenceNumber: sequenceNumber(shard, stored.next().value ?? 0, arrivedAt),
        }
      : throttled(shard),
  );

  function throttled({ index }: Shard): Outcome {
    const message = `Rate exceeded for shard ${shardIdOf(index)} in stream ${stream.name} under account ${accountId}.`;
    return { kind: "throttled", message };
  }
};
