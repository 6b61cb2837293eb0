import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailCloud, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
beforeAll(async () => {
  mail = await startMailCloud();
});
afterAll(() => mail.close());

const from = (FromEmailAddress: string) => mail.send("ada@a.example", { FromEmailAddress });

describe("an identity", () => {
  it("is verified at once, and says so", async () => {
    const { ses } = mail;
    const made = await ses.createEmailIdentity({
      EmailIdentity: "made.example",
      Tags: [{ Key: "team", Value: "blog" }],
    });
    expect(made).toMatchObject({
      IdentityType: "DOMAIN",
      VerifiedForSendingStatus: true,
      DkimAttributes: {
        Status: "SUCCESS",
        Tokens: [expect.any(String), expect.any(String), expect.any(String)],
      },
    });
    expect(await ses.getEmailIdentity({ EmailIdentity: "made.example" })).toMatchObject({
      IdentityType: "DOMAIN",
      VerificationStatus: "SUCCESS",
      Tags: [{ Key: "team", Value: "blog" }],
    });
    expect((await ses.listEmailIdentities({})).EmailIdentities).toContainEqual({
      IdentityName: "made.example",
      IdentityType: "DOMAIN",
      SendingEnabled: true,
      VerificationStatus: "SUCCESS",
    });
    await expect(ses.createEmailIdentity({ EmailIdentity: "Made.example" })).rejects.toMatchObject({
      name: "AlreadyExistsException",
    });
  });

  it("of an address lets that address send, and no other", async () => {
    await mail.ses.createEmailIdentity({ EmailIdentity: "me@address.example" });
    await from("me@address.example");
    await from("Me <me@ADDRESS.example>");
    for (const other of ["Me@address.example", "you@address.example", "me@sub.address.example"])
      await expect(from(other)).rejects.toMatchObject({ name: "MessageRejected" });
  });

  it("of a domain lets its addresses send, and those of its subdomains", async () => {
    await mail.ses.createEmailIdentity({ EmailIdentity: "domain.example" });
    await from("me@domain.example");
    await from("me@a.b.domain.example");
    await expect(from("me@notdomain.example")).rejects.toMatchObject({ name: "MessageRejected" });
  });

  it("that is removed sends no more", async () => {
    const EmailIdentity = "removed.example";
    await mail.ses.createEmailIdentity({ EmailIdentity });
    await mail.ses.deleteEmailIdentity({ EmailIdentity });
    await expect(from("me@removed.example")).rejects.toMatchObject({ name: "MessageRejected" });
    await expect(mail.ses.deleteEmailIdentity({ EmailIdentity })).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });

  it("is refused when it is neither an address nor a domain", async () => {
    for (const EmailIdentity of ["nodot", "a b.example", "@a.example"])
      await expect(mail.ses.createEmailIdentity({ EmailIdentity })).rejects.toMatchObject({
        name: "BadRequestException",
      });
  });

  it("takes a default configuration set, and gives it up", async () => {
    const EmailIdentity = "set.example";
    const ConfigurationSetName = "identity-default";
    await mail.ses.createConfigurationSet({ ConfigurationSetName });
    await mail.ses.createEmailIdentity({ EmailIdentity });
    await mail.ses.putEmailIdentityConfigurationSetAttributes({ EmailIdentity, ConfigurationSetName });
    await mail.ses.putConfigurationSetSendingOptions({ ConfigurationSetName, SendingEnabled: false });
    await expect(from("me@set.example")).rejects.toMatchObject({ name: "SendingPausedException" });
    await mail.ses.putEmailIdentityConfigurationSetAttributes({ EmailIdentity });
    await from("me@set.example");
  });
});

describe("tags", () => {
  const arn = (name: string) => `arn:aws:ses:us-east-1:000000000000:${name}`;

  it("are added to and taken from identities, templates and configuration sets", async () => {
    const { ses } = mail;
    await ses.createEmailIdentity({ EmailIdentity: "tagged.example" });
    await ses.createEmailTemplate({ TemplateName: "tagged", TemplateContent: { Subject: "s" } });
    await ses.createConfigurationSet({ ConfigurationSetName: "tagged" });
    for (const name of ["identity/tagged.example", "template/tagged", "configuration-set/tagged"]) {
      const ResourceArn = arn(name);
      await ses.tagResource({
        ResourceArn,
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      });
      await ses.untagResource({ ResourceArn, TagKeys: ["a"] });
      expect((await ses.listTagsForResource({ ResourceArn })).Tags).toEqual([{ Key: "b", Value: "2" }]);
    }
  });

  it("are refused for what is not there", async () => {
    const ResourceArn = arn("identity/nobody.example");
    await expect(
      mail.ses.tagResource({ ResourceArn, Tags: [{ Key: "a", Value: "1" }] }),
    ).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
