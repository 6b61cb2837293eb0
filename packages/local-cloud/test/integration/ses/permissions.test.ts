import { SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
import { SESv2 } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { type MailCloud, mime, sender, startMailCloud } from "./mail-cloud.ts";

const role = { accessKeyId: "AKIAROLE000000000000", secretAccessKey: "secret-of-the-role" };
const arn = (resource: string) => `arn:aws:ses:us-east-1:000000000000:${resource}`;
const identity = arn("identity/skein.example");

describe("a role", () => {
  let statements: PolicyStatement[] = [];
  let mail: MailCloud;
  let ses: SESv2;
  let older: SESClient;

  beforeAll(async () => {
    mail = await startMailCloud({
      credentials: {
        find: (accessKeyId) =>
          accessKeyId === role.accessKeyId
            ? {
                secretAccessKey: role.secretAccessKey,
                principal: {
                  kind: "role",
                  arn: "arn:aws:sts::000000000000:assumed-role/mailer/session",
                  accountId: "000000000000",
                  roleArn: "arn:aws:iam::000000000000:role/mailer",
                },
              }
            : undefined,
      },
      policies: { ofRole: () => [{ Version: "2012-10-17", Statement: statements }] },
    });
    ses = new SESv2({ ...mail.cloud.client, credentials: role });
    older = new SESClient({ ...mail.cloud.client, credentials: role });
    await mail.ses.createEmailIdentity({
      EmailIdentity: "skein.example",
      Tags: [{ Key: "team", Value: "blog" }],
    });
    await mail.ses.createConfigurationSet({ ConfigurationSetName: "set" });
    await mail.ses.createEmailTemplate({ TemplateName: "t", TemplateContent: { Subject: "s", Text: "t" } });
  });
  afterAll(async () => {
    ses.destroy();
    older.destroy();
    await mail.close();
  });

  const allow = (
    Action: string,
    Resource: string | string[],
    Condition: PolicyStatement["Condition"] = {},
  ) => {
    statements = [{ Effect: "Allow", Action, Resource, Condition }];
  };
  const simple = { Simple: { Subject: { Data: "s" }, Body: { Text: { Data: "t" } } } };
  const send = (more: Partial<Parameters<SESv2["sendEmail"]>[0]> = {}) =>
    ses.sendEmail({
      FromEmailAddress: `Skein <${sender}>`,
      Destination: { ToAddresses: ["ada@a.example"] },
      Content: simple,
      ...more,
    });
  const denied = (action: string, resource: string) => ({
    name: "AccessDeniedException",
    message: expect.stringContaining(`${action} on resource: ${resource}`),
  });

  it("sends as the identities of its policy, and as no other", async () => {
    allow("ses:SendEmail", identity);
    await send();
    allow("ses:SendEmail", arn("identity/other.example"));
    await expect(send()).rejects.toMatchObject(denied("ses:SendEmail", identity));
  });

  it("learns of an unverified sender only where it may send", async () => {
    const FromEmailAddress = "me@other.example";
    allow("ses:SendEmail", identity);
    await expect(send({ FromEmailAddress })).rejects.toMatchObject(
      denied("ses:SendEmail", arn("identity/me@other.example")),
    );
    allow("ses:SendEmail", "*");
    await expect(send({ FromEmailAddress })).rejects.toMatchObject({ name: "MessageRejected" });
  });

  it("needs leave for the configuration set and the template, too", async () => {
    const Template = { TemplateName: "t", TemplateData: "{}" };
    allow("ses:SendEmail", identity);
    await expect(send({ ConfigurationSetName: "set" })).rejects.toMatchObject(
      denied("ses:SendEmail", arn("configuration-set/set")),
    );
    await expect(send({ Content: { Template } })).rejects.toMatchObject(
      denied("ses:SendEmail", arn("template/t")),
    );
    allow("ses:SendEmail", [identity, arn("configuration-set/set"), arn("template/t")]);
    await send({ ConfigurationSetName: "set", Content: { Template } });
  });

  it("needs ses:SendRawEmail for raw messages", async () => {
    const Raw = { Data: mime(`From: ${sender}`, "To: ada@a.example", "Subject: s", "", "b") };
    allow("ses:SendEmail", identity);
    await expect(ses.sendEmail({ Content: { Raw } })).rejects.toMatchObject(
      denied("ses:SendRawEmail", identity),
    );
    allow("ses:SendRawEmail", identity);
    await ses.sendEmail({ Content: { Raw } });
  });

  it.each<[string, PolicyStatement["Condition"], PolicyStatement["Condition"]]>([
    [
      "ses:FromAddress",
      { StringEquals: { "ses:FromAddress": sender } },
      { StringEquals: { "ses:FromAddress": "other@skein.example" } },
    ],
    [
      "ses:FromDisplayName",
      { StringEquals: { "ses:FromDisplayName": "Skein" } },
      { StringEquals: { "ses:FromDisplayName": "Other" } },
    ],
    [
      "ses:Recipients",
      { "ForAllValues:StringLike": { "ses:Recipients": ["*@a.example"] } },
      { "ForAllValues:StringLike": { "ses:Recipients": ["*@b.example"] } },
    ],
    [
      "ses:FeedbackAddress",
      { StringEquals: { "ses:FeedbackAddress": "bounces@skein.example" } },
      { StringEquals: { "ses:FeedbackAddress": "other@skein.example" } },
    ],
    [
      "ses:ApiVersion",
      { StringEquals: { "ses:ApiVersion": "2" } },
      { StringEquals: { "ses:ApiVersion": "1" } },
    ],
    [
      "aws:ResourceTag",
      { StringEquals: { "aws:ResourceTag/team": "blog" } },
      { StringEquals: { "aws:ResourceTag/team": "other" } },
    ],
  ])("is held to %s", async (_key, fitting, other) => {
    const more = { FeedbackForwardingEmailAddress: "bounces@skein.example" };
    allow("ses:SendEmail", identity, fitting);
    await send(more);
    allow("ses:SendEmail", identity, other);
    await expect(send(more)).rejects.toMatchObject(denied("ses:SendEmail", identity));
  });

  it("is refused through v1 alike, in its words", async () => {
    const command = new SendEmailCommand({
      Source: sender,
      Destination: { ToAddresses: ["ada@a.example"] },
      Message: { Subject: { Data: "s" }, Body: { Text: { Data: "t" } } },
    });
    allow("ses:SendRawEmail", identity);
    await expect(older.send(command)).rejects.toMatchObject({ name: "AccessDenied" });
    allow("ses:SendEmail", identity);
    await older.send(command);
  });

  it("manages only what it may", async () => {
    allow("ses:CreateEmailIdentity", arn("identity/*.skein.example"));
    await ses.createEmailIdentity({ EmailIdentity: "a.skein.example" });
    await expect(ses.createEmailIdentity({ EmailIdentity: "b.example" })).rejects.toMatchObject(
      denied("ses:CreateEmailIdentity", arn("identity/b.example")),
    );
    await expect(ses.listSuppressedDestinations({})).rejects.toMatchObject(
      denied("ses:ListSuppressedDestinations", "*"),
    );
  });
});
