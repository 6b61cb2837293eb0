import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headersOfRaw } from "../../../src/engines/ses/messages/headers.ts";
import { rawEnvelope } from "../../../src/engines/ses/messages/raw-envelope.ts";
import { parseRaw } from "../../../src/engines/ses/messages/raw-message.ts";
import { AwsError } from "../../../src/gateway/errors.ts";

const nothingGiven = {
  from: undefined,
  feedback: undefined,
  replyTo: [],
  recipients: { to: [], cc: [], bcc: [] },
  configurationSetName: undefined,
  tags: {},
};
const envelopeOf = (...lines: readonly string[]) =>
  rawEnvelope(nothingGiven, headersOfRaw(Buffer.from([...lines, "", "body"].join("\r\n"))));

describe("the envelope of a raw message", () => {
  it("is in its fields, where the call gives nothing", () => {
    const envelope = envelopeOf(
      "From: Ada <ada@a.example>",
      "Sender: desk@a.example",
      "Return-Path: <bounces@a.example>",
      "Reply-To: reply@a.example",
      "To: bob@b.example",
      "Cc: eve@b.example",
      "X-SES-CONFIGURATION-SET: set",
      "X-SES-MESSAGE-TAGS: campaign=spring, kind=news",
    );
    expect(envelope).toMatchObject({
      from: { address: "ada@a.example", name: "Ada" },
      alsoFrom: [{ address: "desk@a.example" }],
      feedback: { address: "bounces@a.example" },
      replyTo: [{ address: "reply@a.example" }],
      recipients: { to: [{ address: "bob@b.example" }], cc: [{ address: "eve@b.example" }], bcc: [] },
      configurationSetName: "set",
      tags: { campaign: "spring", kind: "news" },
    });
  });

  it("refuses tags that events could not carry", () => {
    expect(() => envelopeOf("From: a@a.example", "X-SES-MESSAGE-TAGS: a=b c")).toThrow("Invalid tag value");
    expect(() => envelopeOf("From: a@a.example", "X-SES-MESSAGE-TAGS: a")).toThrow("Invalid tag value");
  });

  it("needs a sender", () => {
    expect(() => envelopeOf("To: bob@b.example")).toThrow("Missing required header 'From'");
  });
});

describe("a raw message", () => {
  it("is read, or refused, whatever its bytes", async () => {
    const line = fc.constantFrom(
      "From: a@a.example",
      'Content-Type: multipart/mixed; boundary="b"',
      "Content-Type: message/rfc822",
      "Content-Transfer-Encoding: base64",
      "--b",
      "--b--",
      "",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(line, fc.string()), { maxLength: 20 }), async (lines) => {
        try {
          expect(await parseRaw(Buffer.from(lines.join("\r\n")))).toHaveProperty("subject");
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      }),
    );
  });
});
