import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailCloud, mime, sender, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
beforeAll(async () => {
  mail = await startMailCloud();
  await mail.ses.createEmailIdentity({ EmailIdentity: "skein.example" });
});
afterAll(() => mail.close());

const simple = { Subject: { Data: "Hello" }, Body: { Text: { Data: "Good day" } } };

describe("SendEmail", () => {
  it("puts a simple mail into the inbox of each recipient", async () => {
    const id = await mail.send([], {
      FromEmailAddress: "Skein News <news@skein.example>",
      Destination: {
        ToAddresses: ["Ada <ada@a.example>"],
        CcAddresses: ["bob@a.example"],
        BccAddresses: ["eve@a.example"],
      },
      Content: { Simple: { ...simple, Body: { Text: { Data: "plain" }, Html: { Data: "<p>rich</p>" } } } },
    });
    expect(id).toMatch(/^0100[0-9a-f]{16}-[0-9a-f-]{36}-000000$/);
    for (const to of ["ada@a.example", "bob@a.example", "eve@a.example"])
      expect(await mail.inbox(to)).toEqual([
        {
          to,
          from: "Skein News <news@skein.example>",
          subject: "Hello",
          text: "plain",
          html: "<p>rich</p>",
          sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
      ]);
  });

  it("keeps every mail, however alike they are", async () => {
    const ids = [await mail.send("twice@a.example"), await mail.send("twice@a.example")];
    expect(new Set(ids).size).toBe(2);
    expect(await mail.inbox("twice@a.example")).toHaveLength(2);
  });

  it("carries the headers of one-click unsubscription", async () => {
    await mail.send("headers@a.example", {
      Content: {
        Simple: {
          ...simple,
          Headers: [
            { Name: "List-Unsubscribe", Value: "<https://skein.example/unsubscribe?token=t>" },
            { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
          ],
        },
      },
    });
    expect(await mail.inbox("headers@a.example")).toMatchObject([
      {
        headers: {
          "List-Unsubscribe": "<https://skein.example/unsubscribe?token=t>",
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
      },
    ]);
  });

  it("reads raw messages: structure, charset, transfer encoding, headers", async () => {
    const Data = mime(
      "From: Skein <news@skein.example>",
      "To: =?UTF-8?Q?J=C3=BCrgen?= <raw@a.example>,",
      " second@a.example",
      "Bcc: hidden@a.example",
      "Subject: =?UTF-8?B?R3LDvMOfZQ==?=",
      "List-Unsubscribe: <https://skein.example/u>",
      'Content-Type: multipart/alternative; boundary="b"',
      "MIME-Version: 1.0",
      "",
      "--b",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "sch=F6n",
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("<p>schön</p>").toString("base64"),
      "--b--",
    );
    await mail.ses.sendEmail({ Content: { Raw: { Data } } });
    for (const to of ["raw@a.example", "second@a.example", "hidden@a.example"])
      expect(await mail.inbox(to)).toMatchObject([
        {
          from: "Skein <news@skein.example>",
          subject: "Grüße",
          text: "schön\n",
          html: "<p>schön</p>",
          headers: { "List-Unsubscribe": "<https://skein.example/u>" },
        },
      ]);
  });

  it("sends a raw message to the destination of the call, whatever its header says", async () => {
    const Data = mime(`From: ${sender}`, "To: shown@a.example", "Subject: s", "", "body");
    const Destination = { ToAddresses: ["real@a.example"] };
    await mail.ses.sendEmail({ Content: { Raw: { Data } }, Destination });
    expect(await mail.inbox("shown@a.example")).toEqual([]);
    expect(await mail.inbox("real@a.example")).toMatchObject([{ subject: "s", text: "body\n" }]);
  });

  it("counts what was sent", async () => {
    const before = await mail.ses.getAccount({});
    await mail.send(["one@b.example", "two@b.example"]);
    const after = await mail.ses.getAccount({});
    const sent = ({ SendQuota }: typeof after) => SendQuota?.SentLast24Hours ?? Number.NaN;
    expect(sent(after) - sent(before)).toBe(2);
    expect(after).toMatchObject({ ProductionAccessEnabled: true, SendingEnabled: true });
  });
});

describe("SendEmail refuses", () => {
  const refused = (code: string, message: RegExp) => ({
    name: code,
    message: expect.stringMatching(message),
  });

  it("a sender that is not verified, as AWS words it", async () => {
    await expect(mail.send("ada@a.example", { FromEmailAddress: "me@other.example" })).rejects.toMatchObject({
      name: "MessageRejected",
      message:
        "Email address is not verified. The following identities failed the check in region US-EAST-1: me@other.example",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("a raw message that names a verified and an unverified sender", async () => {
    const Data = mime("From: me@other.example", "To: ada@a.example", "Subject: s", "", "body");
    await expect(
      mail.ses.sendEmail({ FromEmailAddress: sender, Content: { Raw: { Data } } }),
    ).rejects.toMatchObject(refused("MessageRejected", /me@other\.example$/));
  });

  it("a raw message of several senders, one of them unverified, or with two From fields", async () => {
    const raw = (...from: string[]) =>
      mail.ses.sendEmail({ Content: { Raw: { Data: mime(...from, "To: ada@a.example", "", "body") } } });
    await expect(raw(`From: ${sender}, me@other.example`)).rejects.toMatchObject(
      refused("MessageRejected", /me@other\.example$/),
    );
    await expect(raw(`From: ${sender}`, "Sender: me@other.example")).rejects.toMatchObject(
      refused("MessageRejected", /me@other\.example$/),
    );
    await expect(raw(`From: ${sender}`, `From: ${sender}`)).rejects.toMatchObject(
      refused("BadRequestException", /Duplicate header 'From'/),
    );
  });

  it("a return path that is not verified", async () => {
    const more = { FeedbackForwardingEmailAddress: "bounces@other.example" };
    await expect(mail.send("ada@a.example", more)).rejects.toMatchObject(
      refused("MessageRejected", /bounces@other\.example/),
    );
  });

  it("more than fifty recipients, and none", async () => {
    const fifty = Array.from({ length: 50 }, (_, index) => `r${index}@fifty.example`);
    await mail.send(fifty);
    expect(await mail.inbox("r49@fifty.example")).toHaveLength(1);
    await expect(mail.send([...fifty, "r50@fifty.example"])).rejects.toMatchObject(
      refused("BadRequestException", /Recipient count exceeds 50/),
    );
    await expect(mail.send([])).rejects.toMatchObject(refused("BadRequestException", /'To'/));
  });

  it.each([
    ["no domain", "ada"],
    ["a domain without a dot", "ada@localhost"],
    ["letters beyond ASCII before the @", "jürgen@a.example"],
    ["two addresses in one", "ada@a.example, eve@a.example"],
    ["a line break", "ada@a.example\r\nBcc: eve@a.example"],
  ])("an address with %s", async (_what, to) => {
    await expect(mail.send(to)).rejects.toMatchObject(refused("BadRequestException", /./));
  });

  it("a subject that would write header fields", async () => {
    const Content = { Simple: { ...simple, Subject: { Data: "Hi\r\nBcc: eve@a.example" } } };
    await expect(mail.send("ada@a.example", { Content })).rejects.toMatchObject(
      refused("BadRequestException", /Subject/),
    );
  });

  it.each([
    ["one that SES sets itself", [{ Name: "Reply-To", Value: "a@a.example" }], /set by SES/],
    [
      "one twice",
      [
        { Name: "List-Id", Value: "a" },
        { Name: "list-id", Value: "b" },
      ],
      /Duplicate header/,
    ],
    ["a line break in it", [{ Name: "X-A", Value: "a\r\nBcc: eve@a.example" }], /pattern/],
    ["sixteen of them", Array.from({ length: 16 }, (_, n) => ({ Name: `X-${n}`, Value: "v" })), /at most 15/],
  ])("custom headers with %s", async (_what, Headers, message) => {
    await expect(
      mail.send("ada@a.example", { Content: { Simple: { ...simple, Headers } } }),
    ).rejects.toMatchObject(refused("BadRequestException", message));
  });

  it("tags that events could not carry", async () => {
    const EmailTags = [{ Name: "campaign", Value: "spring sale" }];
    await expect(mail.send("ada@a.example", { EmailTags })).rejects.toMatchObject(
      refused("BadRequestException", /Invalid tag value <spring sale>/),
    );
  });

  it("no content, and content of two kinds", async () => {
    const Raw = { Data: mime(`From: ${sender}`, "To: ada@a.example", "", "b") };
    await expect(mail.send("ada@a.example", { Content: {} })).rejects.toMatchObject(
      refused("BadRequestException", /exactly one/),
    );
    await expect(mail.send("ada@a.example", { Content: { Simple: simple, Raw } })).rejects.toMatchObject(
      refused("BadRequestException", /exactly one/),
    );
  });

  it.each([
    ["ListManagementOptions", { ListManagementOptions: { ContactListName: "l" } }],
    ["FromEmailAddressIdentityArn", { FromEmailAddressIdentityArn: "arn:aws:ses:us-east-1:1:identity/a" }],
    ["TenantName", { TenantName: "t" }],
  ])("%s, by name", async (name, more) => {
    await expect(mail.send("ada@a.example", more)).rejects.toMatchObject(
      refused("BadRequestException", new RegExp(`${name} is not supported by the local cloud`)),
    );
  });

  it("operations that are not there, by name", async () => {
    await expect(mail.ses.createContactList({ ContactListName: "l" })).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: "The local cloud does not support ses:CreateContactList.",
    });
  });
});
