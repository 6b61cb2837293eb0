import { describe, expect, it } from "vitest";
import { toPosition, toSequenceNumber } from "../../../src/engines/dynamodb/streams/sequence-number.ts";
import {
  readIterator,
  streamArnOf,
  writeIterator,
} from "../../../src/engines/dynamodb/streams/shard-iterator.ts";

const streamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/1.2";

describe("sequence numbers", () => {
  it("keep their order as text and as numbers, and come back", () => {
    const numbers = ["1", "9", "10", "123456"].map(toSequenceNumber);
    expect([...numbers].sort()).toEqual(numbers);
    expect(numbers.every((number) => number.length === 21)).toBe(true);
    expect(numbers.map(toPosition)).toEqual(["1", "9", "10", "123456"]);
  });

  it.each(["1", "", "x", "1".repeat(41)])("refuses %j, which no stream gave out", (text) => {
    expect(() => toPosition(text)).toThrow("Invalid SequenceNumber");
  });
});

describe("shard iterators", () => {
  const issuedAt = new Date("2026-11-22T10:00:00Z");
  const iterator = writeIterator({ streamArn, inner: "abc=", issuedAt });

  it("carry the stream and the inner iterator", () => {
    expect(streamArnOf(iterator)).toBe(streamArn);
    expect(readIterator(iterator, issuedAt)).toEqual({ streamArn, inner: "abc=", issuedAt });
  });

  it("expire after 15 minutes", () => {
    expect(() => readIterator(iterator, new Date("2026-11-22T10:15:01Z"))).toThrow("15 minutes");
  });

  it.each(["", "nonsense", `${streamArn}|1|`, `${streamArn}|2|abc`])("refuses %j", (text) => {
    expect(() => readIterator(text, issuedAt)).toThrow("Invalid ShardIterator");
  });
});
