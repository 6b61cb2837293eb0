import { expect, it } from "vitest";
import { splitBySize } from "../../../src/functions/mappings/queue-batch.ts";

const messageOf = (id: number, bytes: number) => ({
  MessageId: String(id),
  ReceiptHandle: String(id),
  Body: "x".repeat(bytes),
  MD5OfBody: "",
});
const idsOf = (parts: ReturnType<typeof splitBySize>) =>
  parts.map((part) => part.map(({ MessageId }) => MessageId));

it("cuts a batch of a queue before it outgrows an invocation", () => {
  const mebibyte = 1024 * 1024;
  const batch = [1, 2, 3, 4, 5, 6, 7].map((id) => messageOf(id, mebibyte));
  expect(idsOf(splitBySize(batch))).toEqual([
    ["1", "2", "3", "4", "5"],
    ["6", "7"],
  ]);
  expect(idsOf(splitBySize(batch.slice(0, 5)))).toHaveLength(1);
  expect(splitBySize([])).toEqual([]);
});
