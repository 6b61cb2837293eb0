import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailCloud, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
beforeAll(async () => {
  mail = await startMailCloud();
  await mail.ses.createEmailIdentity({ EmailIdentity: "skein.example" });
});
afterAll(() => mail.close());

const suppress = (EmailAddress: string, Reason: "BOUNCE" | "COMPLAINT" = "BOUNCE") =>
  mail.ses.putSuppressedDestination({ EmailAddress, Reason });

describe("a suppressed destination", () => {
  it("gets no mail, while the others of the message do, and the sender hears of a bounce", async () => {
    const { set, take } = await mail.listen(["BOUNCE", "COMPLAINT"]);
    await suppress("gone@a.example");
    await mail.send(["Gone@A.example", "there@a.example"], { ConfigurationSetName: set });
    expect(await mail.inbox("gone@a.example")).toEqual([]);
    expect(await mail.inbox("there@a.example")).toHaveLength(1);
    expect(await take(1)).toMatchObject([
      {
        eventType: "Bounce",
        bounce: {
          bounceType: "Permanent",
          bounceSubType: "OnAccountSuppressionList",
          bouncedRecipients: [{ emailAddress: "Gone@A.example", status: "5.1.1" }],
        },
      },
    ]);
  });

  it("that once complained is told as a complaint", async () => {
    const { set, take } = await mail.listen(["BOUNCE", "COMPLAINT"]);
    await suppress("annoyed@a.example", "COMPLAINT");
    await mail.send("annoyed@a.example", { ConfigurationSetName: set });
    expect(await take(1)).toMatchObject([
      { eventType: "Complaint", complaint: { complaintSubType: "OnAccountSuppressionList" } },
    ]);
  });

  it("gets mail through a configuration set that suppresses for other reasons only", async () => {
    await suppress("bounced@a.example", "BOUNCE");
    const ConfigurationSetName = "complaints-only";
    await mail.ses.createConfigurationSet({
      ConfigurationSetName,
      SuppressionOptions: { SuppressedReasons: ["COMPLAINT"] },
    });
    await mail.send("bounced@a.example", { ConfigurationSetName });
    expect(await mail.inbox("bounced@a.example")).toHaveLength(1);
    await mail.ses.putConfigurationSetSuppressionOptions({
      ConfigurationSetName,
      SuppressedReasons: ["BOUNCE"],
    });
    await mail.send("bounced@a.example", { ConfigurationSetName });
    expect(await mail.inbox("bounced@a.example")).toHaveLength(1);
    expect(await mail.ses.getConfigurationSet({ ConfigurationSetName })).toMatchObject({
      SuppressionOptions: { SuppressedReasons: ["BOUNCE"] },
    });
  });

  it("gets mail again once it is taken off the list", async () => {
    const EmailAddress = "back@a.example";
    await suppress(EmailAddress);
    expect(await mail.ses.getSuppressedDestination({ EmailAddress })).toMatchObject({
      SuppressedDestination: { EmailAddress, Reason: "BOUNCE", LastUpdateTime: expect.any(Date) },
    });
    await mail.ses.deleteSuppressedDestination({ EmailAddress });
    await mail.send(EmailAddress);
    expect(await mail.inbox(EmailAddress)).toHaveLength(1);
    await expect(mail.ses.deleteSuppressedDestination({ EmailAddress })).rejects.toMatchObject({
      name: "NotFoundException",
      message: `Email address ${EmailAddress} does not exist on your suppression list.`,
    });
  });
});

describe("the suppression list", () => {
  const addresses = (answer: {
    SuppressedDestinationSummaries?: { EmailAddress: string | undefined }[] | undefined;
  }) => answer.SuppressedDestinationSummaries?.map(({ EmailAddress }) => EmailAddress);

  it("is read by reason, by time and in pages", async () => {
    for (const [name, reason] of [
      ["a", "BOUNCE"],
      ["b", "COMPLAINT"],
      ["c", "COMPLAINT"],
    ] as const)
      await suppress(`${name}@listed.example`, reason);
    const { ses } = mail;
    const listed = (await ses.listSuppressedDestinations({ Reasons: ["BOUNCE", "COMPLAINT"] })) ?? {};
    expect(addresses(listed)).toEqual(
      expect.arrayContaining(["a@listed.example", "b@listed.example", "c@listed.example"]),
    );
    expect(addresses(await ses.listSuppressedDestinations({ Reasons: ["COMPLAINT"] }))).not.toContain(
      "a@listed.example",
    );
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(addresses(await ses.listSuppressedDestinations({ StartDate: tomorrow }))).toEqual([]);
    const first = await ses.listSuppressedDestinations({ PageSize: 1 });
    expect(first.NextToken).toBeDefined();
    const second = await ses.listSuppressedDestinations({ PageSize: 1, NextToken: first.NextToken });
    expect(addresses(second)).not.toEqual(addresses(first));
    await expect(ses.listSuppressedDestinations({ NextToken: "made-up" })).rejects.toMatchObject({
      name: "InvalidNextTokenException",
    });
  });
});
