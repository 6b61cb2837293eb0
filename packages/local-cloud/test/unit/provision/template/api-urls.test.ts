import { describe, expect, it } from "vitest";
import { apiUrlRewriter } from "../../../../src/provision/template/api-urls.ts";

const rewrite = apiUrlRewriter(new Map([["abc123defg", "http://127.0.0.1:4120/"]]));

describe("URLs of the stack's own APIs", () => {
  it.each([
    ["https://abc123defg.execute-api.us-east-1.amazonaws.com/dev", "http://127.0.0.1:4120"],
    [
      "https://abc123defg.execute-api.us-east-1.amazonaws.com/dev/todos?a=1",
      "http://127.0.0.1:4120/todos?a=1",
    ],
    [
      "see https://abc123defg.execute-api.eu-west-1.amazonaws.com/dev and more",
      "see http://127.0.0.1:4120 and more",
    ],
    [
      "https://other.execute-api.us-east-1.amazonaws.com/dev",
      "https://other.execute-api.us-east-1.amazonaws.com/dev",
    ],
    ["arn:aws:execute-api:us-east-1:0:abc123defg/*", "arn:aws:execute-api:us-east-1:0:abc123defg/*"],
  ])("%s becomes %s", (text, expected) => {
    expect(rewrite(text)).toBe(expected);
  });
});
