import {
  DeleteIdentityCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  ListIdentitiesCommand,
  ListReceiptRuleSetsCommand,
  SESClient,
  SendEmailCommand,
  type SendEmailCommandInput,
  SendRawEmailCommand,
  SendTemplatedEmailCommand,
  VerifyEmailIdentityCommand,
} from "@aws-sdk/client-ses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailCloud, mime, sender, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
let ses: SESClient;
beforeAll(async () => {
  mail = await startMailCloud();
  ses = new SESClient(mail.cloud.client);
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: sender }));
});
afterAll(async () => {
  ses.destroy();
  await mail.close();
});

const send = (to: string, more: Partial<SendEmailCommandInput> = {}) =>
  ses.send(
    new SendEmailCommand({
      Source: `Skein <${sender}>`,
      Destination: { ToAddresses: [to] },
      Message: {
        Subject: { Data: "Hello" },
        Body: { Text: { Data: "plain" }, Html: { Data: "<p>rich</p>" } },
      },
      ...more,
    }),
  );

describe("API v1", () => {
  it("sends simple mails", async () => {
    const { MessageId } = await send("ada@a.example", { ReplyToAddresses: [sender] });
    expect(MessageId).toMatch(/-000000$/);
    expect(await mail.inbox("ada@a.example")).toMatchObject([
      { from: `Skein <${sender}>`, subject: "Hello", text: "plain", html: "<p>rich</p>" },
    ]);
  });

  it("sends raw mails", async () => {
    const Data = mime(`From: ${sender}`, "To: raw@a.example", "Subject: s", "", "body");
    await ses.send(new SendRawEmailCommand({ RawMessage: { Data } }));
    const Destinations = ["given@a.example"];
    await ses.send(new SendRawEmailCommand({ RawMessage: { Data }, Destinations }));
    expect(await mail.inbox("raw@a.example")).toHaveLength(1);
    expect(await mail.inbox("given@a.example")).toMatchObject([{ subject: "s" }]);
  });

  it("sends templates that were made through v2, and tells events as v2 does", async () => {
    const { set, take } = await mail.listen(["SEND"]);
    const TemplateContent = { Subject: "Hi {{name}}", Text: "Bye" };
    await mail.ses.createEmailTemplate({ TemplateName: "older", TemplateContent });
    await ses.send(
      new SendTemplatedEmailCommand({
        Source: sender,
        Destination: { ToAddresses: ["template@a.example"] },
        Template: "older",
        TemplateData: '{"name":"Ada"}',
        ConfigurationSetName: set,
        Tags: [{ Name: "campaign", Value: "older" }],
      }),
    );
    expect(await mail.inbox("template@a.example")).toMatchObject([{ subject: "Hi Ada" }]);
    expect(await take(1)).toMatchObject([{ mail: { tags: { campaign: ["older"] } } }]);
  });

  it("knows its identities and its quota", async () => {
    const EmailAddress = "known@b.example";
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress }));
    await mail.ses.createEmailIdentity({ EmailIdentity: "known.example" });
    const list = async (IdentityType?: "Domain") =>
      (await ses.send(new ListIdentitiesCommand({ ...(IdentityType ? { IdentityType } : {}) }))).Identities;
    expect(await list()).toEqual(["known.example", EmailAddress, sender]);
    expect(await list("Domain")).toEqual(["known.example"]);
    const { VerificationAttributes } = await ses.send(
      new GetIdentityVerificationAttributesCommand({ Identities: [EmailAddress, "unknown.example"] }),
    );
    expect(VerificationAttributes).toEqual({ [EmailAddress]: { VerificationStatus: "Success" } });
    await ses.send(new DeleteIdentityCommand({ Identity: EmailAddress }));
    expect(await list()).not.toContain(EmailAddress);
    expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 14 });
  });

  it("names its errors as v1 does", async () => {
    await expect(send("ada@a.example", { Source: "me@other.example" })).rejects.toMatchObject({
      name: "MessageRejected",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(send("ada@a.example", { ConfigurationSetName: "nope" })).rejects.toMatchObject({
      name: "ConfigurationSetDoesNotExistException",
      message: "Configuration set <nope> does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(send("not an address")).rejects.toMatchObject({ name: "InvalidParameterValue" });
    const big = { Data: Buffer.alloc(10 * 1024 * 1024 + 1, "a").toString() };
    const Message = { Subject: { Data: "big" }, Body: { Text: big } };
    await expect(send("ada@a.example", { Message })).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining("Message length is more than 10485760 bytes"),
    });
  });

  it("refuses the rest by name", async () => {
    await expect(ses.send(new ListReceiptRuleSetsCommand({}))).rejects.toMatchObject({
      name: "InvalidAction",
      message: "The local cloud does not support ses:ListReceiptRuleSets.",
    });
    await expect(
      send("ada@a.example", { SourceArn: "arn:aws:ses:us-east-1:1:identity/a.example" }),
    ).rejects.toMatchObject({ message: expect.stringContaining("SourceArn is not supported") });
  });
});
