import { expect, it } from "vitest";
import {
  errorMessageOf,
  failurePayload,
  resultPayload,
  timeoutPayload,
} from "../../../src/functions/payloads.ts";

const result = (text: string) => resultPayload(Buffer.from(text)).toString("utf8");

it("turns an empty answer into null", () => {
  expect(result("")).toBe("null");
});

it("leaves JSON as it is, and repairs text that a host put in quotes without escaping", () => {
  expect(result('{"a":"b"}')).toBe('{"a":"b"}');
  expect(result('"fine"')).toBe('"fine"');
  expect(JSON.parse(result('"say "hi"\n"'))).toBe('say "hi"\n');
});

it("knows a timeout of serverless-offline", () => {
  const payload = Buffer.from(JSON.stringify({ errorMessage: "[504] - Lambda timeout." }));
  expect(failurePayload(payload).timedOut).toBe(true);
  expect(failurePayload(Buffer.from('{"errorMessage":"other"}')).timedOut).toBe(false);
});

it("words a timeout as Lambda does", () => {
  expect(errorMessageOf(timeoutPayload("id-1", 3))).toBe(
    "RequestId: id-1 Error: Task timed out after 3.00 seconds",
  );
});
