import { describe, expect, it } from "vitest";
import type { PolicyDocument, PolicyStatement } from "../../../src/iam/policy.ts";
import {
  allow,
  allowed,
  decide,
  deny,
  policy,
  queueArn,
  role,
  roleArn,
  sessionArn,
  topic,
} from "./evaluation.ts";

describe("identity policies", () => {
  it("deny what no policy allows", () => {
    expect(decide({})).toEqual({ allowed: false, explicit: false, source: "identity-based policy" });
  });

  it("allow what one of several policies allows", () => {
    expect(allowed({ identity: [policy(allow({ Action: "sns:Publish" })), policy(allow())] })).toBe(true);
  });

  it("let a Deny win over every Allow", () => {
    const decision = decide({
      identity: [policy(allow()), policy(deny({ Action: "sqs:*", Resource: "*" }))],
    });
    expect(decision).toEqual({ allowed: false, explicit: true, source: "identity-based policy" });
  });

  it.each([
    ["*", true],
    ["sqs:*", true],
    ["SQS:sendmessage", true],
    ["sqs:Send*", true],
    ["sqs:Send?essage", true],
    ["sqs:SendMessageBatch", false],
    ["sqs:Send", false],
    ["sns:*", false],
  ])("take the action %s for sqs:SendMessage: %s", (Action, expected) => {
    expect(allowed({ identity: [policy(allow({ Action }))] })).toBe(expected);
  });

  it.each([
    ["*", true],
    [queueArn, true],
    ["arn:aws:sqs:*:*:ord*", true],
    ["arn:aws:sqs:us-east-1:000000000000:order?", true],
    ["arn:aws:sqs", true],
    ["arn:aws:sqs:us-east-1:000000000000:Orders", false],
    ["arn:aws:sqs:*:orders", false],
    ["arn:aws:sqs:us-east-1:000000000000:order", false],
    ["arn:aws:sns:*:*:*", false],
  ])("take the resource %s for the queue: %s", (Resource, expected) => {
    expect(allowed({ identity: [policy(allow({ Resource }))] })).toBe(expected);
  });

  it("never reach over a colon with a wildcard", () => {
    const resource = "arn:aws:lambda:us-east-1:000000000000:function:a:live";
    const ask = (Resource: string) =>
      allowed({
        resource,
        action: "lambda:InvokeFunction",
        identity: [policy(allow({ Action: "*", Resource }))],
      });
    expect(ask("arn:aws:lambda:us*:function:a:live")).toBe(false);
    expect(ask("arn:aws:lambda:*:*:function:*")).toBe(true);
  });

  it("need * for actions that have no resource type", () => {
    const ask = (Resource: string) => allowed({ resource: "*", identity: [policy(allow({ Resource }))] });
    expect(ask("*")).toBe(true);
    expect(ask("arn:aws:sqs:*:*:*")).toBe(false);
  });

  it("understand NotAction and NotResource", () => {
    const statement = (more: Partial<PolicyStatement>): PolicyStatement => ({ Effect: "Allow", ...more });
    const ask = (more: Partial<PolicyStatement>) => allowed({ identity: [policy(statement(more))] });
    expect(ask({ NotAction: "sqs:DeleteQueue", Resource: "*" })).toBe(true);
    expect(ask({ NotAction: "sqs:*", Resource: "*" })).toBe(false);
    expect(ask({ Action: "sqs:*", NotResource: "arn:aws:sqs:*:*:secret" })).toBe(true);
    expect(ask({ Action: "sqs:*", NotResource: [queueArn, "arn:aws:sqs:*:*:secret"] })).toBe(false);
  });
});

describe("resource policies", () => {
  const granting = (more: Partial<PolicyStatement>) => policy(allow(more));

  it("grant to a role of the same account without its own policies", () => {
    expect(allowed({ resourcePolicy: granting({ Principal: { AWS: roleArn } }) })).toBe(true);
    expect(allowed({ resourcePolicy: granting({ Principal: { AWS: sessionArn } }) })).toBe(true);
    expect(allowed({ resourcePolicy: granting({ Principal: "*" }) })).toBe(true);
    expect(allowed({ resourcePolicy: granting({ Principal: { AWS: `${roleArn}-other` } }) })).toBe(false);
  });

  it("only delegate when they name the account", () => {
    for (const AWS of ["000000000000", "arn:aws:iam::000000000000:root"]) {
      expect(allowed({ resourcePolicy: granting({ Principal: { AWS } }) })).toBe(false);
      const resourcePolicy = policy(deny({ Principal: { AWS } }));
      expect(allowed({ identity: [policy(allow())], resourcePolicy })).toBe(false);
    }
  });

  it("are needed by services, whatever the source", () => {
    expect(decide({ principal: topic })).toEqual({
      allowed: false,
      explicit: false,
      source: "resource-based policy",
    });
    const resourcePolicy = granting({ Principal: { Service: "sns.amazonaws.com" } });
    expect(allowed({ principal: topic, resourcePolicy })).toBe(true);
    expect(
      allowed({ principal: topic, resourcePolicy: granting({ Principal: { Service: "s3.amazonaws.com" } }) }),
    ).toBe(false);
    expect(allowed({ principal: role, resourcePolicy })).toBe(false);
  });

  it("are needed by strangers", () => {
    const principal = { kind: "anonymous" } as const;
    expect(allowed({ principal })).toBe(false);
    expect(allowed({ principal, resourcePolicy: granting({ Principal: { AWS: "*" } }) })).toBe(true);
    expect(allowed({ principal, resourcePolicy: granting({ Principal: { AWS: roleArn } }) })).toBe(false);
  });

  it("deny although the caller's own policies allow", () => {
    const decision = decide({
      identity: [policy(allow())],
      resourcePolicy: policy(deny({ Principal: "*" })),
    });
    expect(decision).toEqual({ allowed: false, explicit: true, source: "resource-based policy" });
  });

  it("spare with NotPrincipal only those they name", () => {
    const ask = (AWS: string) => {
      const { Principal: _, ...statement } = deny({ NotPrincipal: { AWS } });
      return allowed({ identity: [policy(allow())], resourcePolicy: policy(statement) });
    };
    expect(ask(roleArn)).toBe(true);
    expect(ask("arn:aws:iam::000000000000:role/other")).toBe(false);
  });
});

describe("session policies", () => {
  const session = (...statements: readonly PolicyStatement[]) => ({
    ...role,
    sessionPolicy: policy(...statements),
  });

  it("narrow what the role may do, and add nothing", () => {
    expect(allowed({ principal: session(allow()), identity: [policy(allow({ Action: "*" }))] })).toBe(true);
    expect(allowed({ principal: session(allow()), identity: [] })).toBe(false);
    expect(decide({ principal: session(allow({ Action: "sns:*" })), identity: [policy(allow())] })).toEqual({
      allowed: false,
      explicit: false,
      source: "session policy",
    });
  });

  it("narrow a grant to the role, but not a grant to the very session", () => {
    const principal = session(allow({ Action: "sns:*" }));
    expect(allowed({ principal, resourcePolicy: policy(allow({ Principal: { AWS: roleArn } })) })).toBe(
      false,
    );
    expect(allowed({ principal, resourcePolicy: policy(allow({ Principal: { AWS: sessionArn } })) })).toBe(
      true,
    );
  });

  it("deny explicitly", () => {
    const principal = session(allow({ Action: "*" }), deny());
    expect(decide({ principal, identity: [policy(allow())] })).toMatchObject({
      explicit: true,
      source: "session policy",
    });
  });
});

describe("the administrator", () => {
  it("may do everything, so that nobody is locked out of their own laptop", () => {
    const principal = {
      kind: "admin",
      arn: "arn:aws:iam::000000000000:root",
      accountId: "000000000000",
    } as const;
    expect(allowed({ principal, resourcePolicy: policy(deny({ Principal: "*" })) })).toBe(true);
  });
});

describe("a policy that cannot be evaluated", () => {
  /** What somebody might have written past the checks, for instance by an older version. */
  const odd = (document: unknown): PolicyDocument => JSON.parse(JSON.stringify(document));

  it.each([
    ["an unknown operator", policy(deny({ Condition: { StringSounds: { "aws:x": "y" } } }))],
    ["an unknown element", odd({ Version: "2012-10-17", Statement: [{ ...deny(), Unless: {} }] })],
    ["an unknown version", odd({ Version: "2032-01-01", Statement: [deny({ Action: "sns:Publish" })] })],
    ["no statement", odd({ Version: "2012-10-17" })],
  ])("denies everything: %s", (_what, broken) => {
    expect(decide({ identity: [policy(allow()), broken] })).toMatchObject({ allowed: false, explicit: true });
    expect(allowed({ identity: [policy(allow())], resourcePolicy: broken })).toBe(false);
  });
});
