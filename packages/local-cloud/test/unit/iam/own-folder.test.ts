// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { describe, expect, it } from "vitest";
import type { ConditionContext, PolicyDocument } from "../../../src/iam/policy.ts";
import { decide, role } from "./evaluation.ts";

/** A folder of the bucket is named after what the variable stands for. */
const folderPolicy = (name: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: `arn:aws:s3:::files/\${${name}}/*`,
    },
    {
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::files",
      Condition: { StringLike: { "s3:prefix": `\${${name}}/*` } },
    },
  ],
});

const ada = "us-east-1:11111111-1111-4111-8111-111111111111";
const bob = "us-east-1:22222222-2222-4222-8222-222222222222";

describe.each([
  ["the tag of the session", "aws:PrincipalTag/userId"],
  ["the identity", "cognito-identity.amazonaws.com:sub"],
])("a folder that is named after %s", (_what, variable) => {
  const may = (action: string, resource: string, context: ConditionContext = {}): boolean =>
    decide({
      principal: role,
      action,
      resource,
      identity: [folderPolicy(variable)],
      context: { [variable]: ada, ...context },
    }).allowed;

  it.each([
    [`${ada}/a.txt`, true],
    [`${ada}/deep/er/ä b+c%.txt`, true],
    [`${ada}/`, true],
    [`${bob}/a.txt`, false],
    [ada, false],
    ["a.txt", false],
    [`${ada}x/a.txt`, false],
    [`x${ada}/a.txt`, false],
    [`/${ada}/a.txt`, false],
    [`${ada.toUpperCase()}/a.txt`, false],
    ["*/a.txt", false],
    [`\${${variable}}/a.txt`, false],
  ])("holds the key %s: %s", (key, expected) => {
    expect(may("s3:GetObject", `arn:aws:s3:::files/${key}`)).toBe(expected);
    expect(may("s3:PutObject", `arn:aws:s3:::files/${key}`)).toBe(expected);
  });

  it.each([
    [`${ada}/`, true],
    [`${ada}/sub/`, true],
    [`${bob}/`, false],
    [ada, false],
    ["", false],
    ["us-east-1:", false],
    [`${ada}*`, false],
    ["*", false],
  ])("is listed by the prefix %j: %s", (prefix, expected) => {
    expect(may("s3:ListBucket", "arn:aws:s3:::files", { "s3:prefix": prefix })).toBe(expected);
  });

  it("is not listed without a prefix", () => {
    expect(may("s3:ListBucket", "arn:aws:s3:::files")).toBe(false);
  });

  it("is in that bucket only, and nobody's who is no identity", () => {
    expect(may("s3:GetObject", `arn:aws:s3:::other/${ada}/a.txt`)).toBe(false);
    for (const sub of [[], [ada, bob]])
      expect(may("s3:GetObject", `arn:aws:s3:::files/${ada}/a.txt`, { [variable]: sub })).toBe(false);
  });
});
