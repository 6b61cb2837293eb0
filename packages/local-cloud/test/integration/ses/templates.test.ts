import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailCloud, sender, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
beforeAll(async () => {
  mail = await startMailCloud();
  await mail.ses.createEmailIdentity({ EmailIdentity: "skein.example" });
  await mail.ses.createEmailTemplate({
    TemplateName: "welcome",
    TemplateContent: {
      Subject: "Welcome, {{name}}",
      Text: "Hello {{name}}{{#if vip}}, dear guest{{/if}}",
      Html: "<p>{{name}}</p>{{#each tags}}<i>{{this}}</i>{{/each}}",
    },
  });
});
afterAll(() => mail.close());

const content = (data: object, more = {}) => ({
  Template: { TemplateName: "welcome", TemplateData: JSON.stringify(data), ...more },
});

describe("a message from a template", () => {
  it("is filled in, and its html is not escaped", async () => {
    await mail.send("ada@a.example", {
      Content: content({ name: "<b>Ada</b>", vip: true, tags: ["x", "y"] }),
    });
    expect(await mail.inbox("ada@a.example")).toMatchObject([
      {
        subject: "Welcome, <b>Ada</b>",
        text: "Hello <b>Ada</b>, dear guest",
        html: "<p><b>Ada</b></p><i>x</i><i>y</i>",
      },
    ]);
  });

  it("carries headers, and may bring its own template", async () => {
    const Headers = [{ Name: "List-Id", Value: "news" }];
    await mail.send("inline@a.example", {
      Content: {
        Template: {
          TemplateContent: { Subject: "Hi {{name}}", Text: "Bye {{name}}" },
          TemplateData: '{"name":"Bob"}',
          Headers,
        },
      },
    });
    expect(await mail.inbox("inline@a.example")).toMatchObject([
      { subject: "Hi Bob", text: "Bye Bob", headers: { "List-Id": "news" } },
    ]);
  });

  it("that lacks data is taken, is not sent, and is told as a rendering failure", async () => {
    const { set, take } = await mail.listen(["RENDERING_FAILURE", "SEND", "DELIVERY"]);
    const id = await mail.send("lacking@a.example", { Content: content({}), ConfigurationSetName: set });
    expect(await take(1)).toMatchObject([
      {
        eventType: "Rendering Failure",
        failure: {
          errorMessage: "Attribute 'name' is not present in the rendering data.",
          templateName: "welcome",
        },
        mail: { messageId: id },
      },
    ]);
    expect(await mail.inbox("lacking@a.example")).toEqual([]);
  });

  it("cannot smuggle header fields into its subject", async () => {
    await mail.send("fold@a.example", { Content: content({ name: "x\r\nBcc: eve@a.example" }) });
    expect(await mail.inbox("fold@a.example")).toMatchObject([{ subject: "Welcome, x Bcc: eve@a.example" }]);
  });

  it("is refused without its template, or with data that is no JSON object", async () => {
    await expect(
      mail.send("a@a.example", { Content: content({}, { TemplateName: "nope" }) }),
    ).rejects.toMatchObject({ name: "NotFoundException", message: "Template nope does not exist." });
    for (const TemplateData of ["{", "[1]", '"text"'])
      await expect(
        mail.send("a@a.example", { Content: content({}, { TemplateData }) }),
      ).rejects.toMatchObject({ name: "BadRequestException" });
  });
});

describe("SendBulkEmail", () => {
  const entry = (to: string, data: object, more = {}) => ({
    Destination: { ToAddresses: [to] },
    ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(data) } },
    ...more,
  });

  it("sends to each what is meant for it, and says of each what became of it", async () => {
    const { BulkEmailEntryResults } = await mail.ses.sendBulkEmail({
      FromEmailAddress: sender,
      DefaultContent: content({ name: "friend" }, { Headers: [{ Name: "List-Id", Value: "all" }] }),
      BulkEmailEntries: [
        entry("one@bulk.example", { name: "One" }),
        entry("two@bulk.example", {}, { ReplacementHeaders: [{ Name: "List-Id", Value: "two" }] }),
        entry("not an address", {}),
      ],
    });
    expect(BulkEmailEntryResults).toEqual([
      { Status: "SUCCESS", MessageId: expect.any(String) },
      { Status: "SUCCESS", MessageId: expect.any(String) },
      { Status: "INVALID_PARAMETER", Error: expect.any(String) },
    ]);
    expect(await mail.inbox("one@bulk.example")).toMatchObject([
      { subject: "Welcome, One", headers: { "List-Id": "all" } },
    ]);
    expect(await mail.inbox("two@bulk.example")).toMatchObject([
      { subject: "Welcome, friend", headers: { "List-Id": "two" } },
    ]);
  });

  it("is refused as a whole for an unverified sender, no entries, or more than fifty", async () => {
    const bulk = (FromEmailAddress: string, count: number) =>
      mail.ses.sendBulkEmail({
        FromEmailAddress,
        DefaultContent: content({ name: "friend" }),
        BulkEmailEntries: Array.from({ length: count }, (_, n) => entry(`r${n}@none.example`, {})),
      });
    await expect(bulk("me@other.example", 1)).rejects.toMatchObject({ name: "MessageRejected" });
    await expect(bulk(sender, 0)).rejects.toMatchObject({ name: "BadRequestException" });
    await expect(bulk(sender, 51)).rejects.toMatchObject({ name: "BadRequestException" });
    expect(await mail.inbox("r0@none.example")).toEqual([]);
  });
});

describe("templates", () => {
  const TemplateName = "kept";
  const TemplateContent = { Subject: "s {{a}}", Text: "t {{a.b}}" };

  it("are made, read, listed, changed and removed", async () => {
    const { ses } = mail;
    await ses.createEmailTemplate({ TemplateName, TemplateContent });
    await expect(ses.createEmailTemplate({ TemplateName, TemplateContent })).rejects.toMatchObject({
      name: "AlreadyExistsException",
    });
    expect(await ses.getEmailTemplate({ TemplateName })).toMatchObject({ TemplateName, TemplateContent });
    await ses.updateEmailTemplate({ TemplateName, TemplateContent: { Subject: "new {{a}}" } });
    const { RenderedTemplate } = await ses.testRenderEmailTemplate({
      TemplateName,
      TemplateData: '{"a":"ö"}',
    });
    expect(RenderedTemplate).toContain("Subject: =?UTF-8?B?bmV3IMO2?=\r\n");
    const { TemplatesMetadata = [] } = await ses.listEmailTemplates({});
    expect(TemplatesMetadata).toContainEqual({ TemplateName, CreatedTimestamp: expect.any(Date) });
    await ses.deleteEmailTemplate({ TemplateName });
    await expect(ses.getEmailTemplate({ TemplateName })).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("are tried out, and say what their data lacks", async () => {
    const { ses } = mail;
    const { RenderedTemplate } = await ses.testRenderEmailTemplate({
      TemplateName: "welcome",
      TemplateData: '{"name":"Ada"}',
    });
    expect(RenderedTemplate).toContain("Hello Ada");
    await expect(
      ses.testRenderEmailTemplate({ TemplateName: "welcome", TemplateData: "{}" }),
    ).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Attribute 'name' is not present in the rendering data.",
    });
  });

  it("are refused when they are not in the template language", async () => {
    await expect(
      mail.ses.createEmailTemplate({ TemplateName: "bad", TemplateContent: { Subject: "{{#if x}}" } }),
    ).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining("The template is invalid"),
    });
  });
});
