import { describe, expect, test } from "vitest";
import { proxyAnswer } from "../../src/api/proxy-answer.ts";

describe("the answer of a function", () => {
  test("becomes status, headers and body", () => {
    const payload = {
      statusCode: 201,
      headers: { "X-Count": 2 },
      multiValueHeaders: { "Set-Cookie": ["a", "b"] },
      body: "é",
    };
    expect(proxyAnswer(JSON.stringify(payload))).toEqual({
      status: 201,
      headers: { "content-type": "application/json", "x-count": "2", "set-cookie": ["a", "b"] },
      body: Buffer.from("é"),
    });
  });

  test("may be binary", () => {
    const payload = {
      statusCode: 200,
      body: Buffer.from([0, 255]).toString("base64"),
      isBase64Encoded: true,
    };
    expect(proxyAnswer(JSON.stringify(payload)).body).toEqual(Buffer.from([0, 255]));
  });

  test.each([
    ["null", null],
    ["text", "hello"],
    ["a list", []],
    ["no status", { body: "x" }],
    ["a status that is none", { statusCode: 7 }],
    ["a body that is no text", { statusCode: 200, body: { a: 1 } }],
    ["an unknown member", { statusCode: 200, headres: {} }],
    ["a header that is an object", { statusCode: 200, headers: { a: {} } }],
    ["a header that would break the answer", { statusCode: 200, headers: { "x-a": "1\r\nx-b: 2" } }],
  ])("is refused when it is %s", (_, payload) => {
    expect(() => proxyAnswer(JSON.stringify(payload))).toThrow("Internal server error");
  });
});
