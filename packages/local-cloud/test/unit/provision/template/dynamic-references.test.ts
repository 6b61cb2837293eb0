import { describe, expect, it } from "vitest";
import {
  type ReferencedValues,
  resolveDynamicReferences,
} from "../../../../src/provision/template/dynamic-references.ts";

const secretArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:cursor-a1B2c3";
const parameters = new Map([
  ["/skein/dev/users/UserPoolId undefined", "us-east-1_pool"],
  ["/key 2", "second"],
]);
const values: ReferencedValues = {
  parameter: async (name, version) => parameters.get(`${name} ${version}`),
  secret: async (id, stage, version) => {
    if (id === secretArn) return "plain";
    if (id !== "db") return undefined;
    return JSON.stringify({ user: `admin ${stage} ${version}`, port: 5432 });
  },
};
const resolved = (text: string) => resolveDynamicReferences(text, values);

describe("dynamic references", () => {
  it("are replaced wherever they stand in a value", async () => {
    const value = {
      a: ["x-{{resolve:ssm:/skein/dev/users/UserPoolId}}-y", 1],
      b: { c: "{{resolve:ssm:/key:2}}" },
    };
    expect(await resolveDynamicReferences(value, values)).toEqual({
      a: ["x-us-east-1_pool-y", 1],
      b: { c: "second" },
    });
  });

  it("read secure parameters", async () => {
    expect(await resolved("{{resolve:ssm-secure:/key:2}}")).toBe("second");
  });

  it("read secrets by name and by ARN, whole or one key of them, of a stage or version", async () => {
    expect(await resolved(`{{resolve:secretsmanager:${secretArn}}}`)).toBe("plain");
    expect(await resolved(`{{resolve:secretsmanager:${secretArn}:SecretString}}`)).toBe("plain");
    expect(await resolved("{{resolve:secretsmanager:db:SecretString:port}}")).toBe("5432");
    expect(await resolved("{{resolve:secretsmanager:db:SecretString:user:AWSPREVIOUS}}")).toBe(
      "admin AWSPREVIOUS undefined",
    );
    expect(await resolved("{{resolve:secretsmanager:db:SecretString:user::v1}}")).toBe("admin undefined v1");
  });

  it("name the missing parameter and the service that owns it", async () => {
    await expect(resolved("{{resolve:ssm:/skein/dev/blog/TopicArn}}")).rejects.toThrow(
      "needs the SSM parameter /skein/dev/blog/TopicArn, which does not exist. " +
        "The service blog owns it: start or deploy blog first.",
    );
    await expect(resolved("{{resolve:ssm:/elsewhere}}")).rejects.toThrow(
      /\/elsewhere, which does not exist. Create it/,
    );
  });

  it.each([
    ["a missing secret", "{{resolve:secretsmanager:none}}", /the secret none/],
    ["a missing key", "{{resolve:secretsmanager:db:SecretString:host}}", /db has no key host/],
    ["a binary secret", "{{resolve:secretsmanager:db:SecretBinary}}", /only SecretString/],
    ["another service", "{{resolve:s3:bucket}}", /use ssm, ssm-secure or secretsmanager/],
  ])("refuse %s", async (_what, text, message) => {
    await expect(resolved(text)).rejects.toThrow(message);
  });
});
