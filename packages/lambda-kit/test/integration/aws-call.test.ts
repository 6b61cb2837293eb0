import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SESv2 } from "@aws-sdk/client-sesv2";
import { createSesEngines } from "@skein/local-cloud/engines/ses/ses-engines";
import { createMailbox } from "@skein/local-cloud/mail/mailbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../local-cloud/test/support/cloud.ts";
import { type AwsFailure, awsCaller } from "../../src/aws/call.ts";
import { cloudFrontCaller } from "../../src/cloudfront.ts";
import { sesCaller } from "../../src/ses.ts";

const region = "us-east-1";
const credentials = { accessKeyId: "AKIA", secretAccessKey: "secret" };

const mail = {
  FromEmailAddress: "blog@skein.example",
  Destination: { ToAddresses: ["ada@skein.example"] },
  Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "Über alles" } } } },
};

describe("a call of our own", () => {
  let cloud: TestCloud;
  let mailbox: ReturnType<typeof createMailbox>;
  beforeAll(async () => {
    cloud = await startTestCloud({
      engines: (context) => {
        mailbox = createMailbox(context);
        return createSesEngines({ ...context, mailbox });
      },
    });
    const ses = new SESv2(cloud.client);
    await ses.createEmailIdentity({ EmailIdentity: mail.FromEmailAddress });
    ses.destroy();
  });
  afterAll(async () => {
    await cloud?.close();
    mailbox?.close();
  });
  const callerWith = (own: typeof credentials) =>
    sesCaller({ service: "ses", region, url: cloud.endpoint }, { credentials: own });

  it("is signed as the SDK's are, and does what it says", async () => {
    await callerWith(cloud.client.credentials).sendEmail(mail);
    expect(mailbox.list({ to: "ada@skein.example" })).toMatchObject([
      { subject: "Hello", text: "Über alles" },
    ]);
  });

  it("is refused with another key", async () => {
    const wrong = { ...cloud.client.credentials, secretAccessKey: "wrong" };
    await expect(callerWith(wrong).sendEmail(mail)).rejects.toMatchObject({ status: 403, $fault: "client" });
  });

  it("tells by name what AWS refuses, and why", async () => {
    await expect(
      callerWith(cloud.client.credentials).sendEmail({ ...mail, FromEmailAddress: "nobody@else.example" }),
    ).rejects.toMatchObject({
      name: "MessageRejected",
      status: 400,
      message: expect.stringContaining("verified"),
    });
  });
});

describe("what comes back", () => {
  /** A service that answers as told, once each, and notes what it was asked. */
  const serviceThat = async (
    answers: { status: number; headers?: Record<string, string>; body?: string }[],
  ) => {
    const asked: { url: string | undefined; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      asked.push({ url: request.url, body });
      const { status, headers = {}, body: answer = "" } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return {
      asked,
      endpoint: { service: "x", region, url: `http://127.0.0.1:${port}` },
      [Symbol.dispose]: () => void server.close(),
    };
  };
  const request = { path: "/x", contentType: "application/json", body: "{}" };

  it.each([
    [
      "a code of JSON",
      { "x-amzn-errortype": "NotFoundException:http://x/" },
      '{"message":"gone"}',
      "NotFoundException",
    ],
    [
      "a code of XML",
      {},
      "<ErrorResponse><Error><Code>NoSuchThing</Code><Message>gone</Message></Error>",
      "NoSuchThing",
    ],
  ])("is read with %s", async (_, headers, body, name) => {
    using service = await serviceThat([{ status: 404, headers, body }]);
    const call = awsCaller(service.endpoint, { credentials, repeatable: true });
    await expect(call(request)).rejects.toMatchObject({ name, message: "gone", status: 404 });
    expect(service.asked).toHaveLength(1);
  });

  it("is asked for again when it was too much, whatever it is", async () => {
    using service = await serviceThat([
      { status: 429, headers: { "x-amzn-errortype": "TooManyRequestsException" } },
      { status: 400, headers: { "x-amzn-errortype": "Throttling" } },
      { status: 200, body: "done" },
    ]);
    expect(await awsCaller(service.endpoint, { credentials, repeatable: false })(request)).toBe("done");
  });

  it("is asked for again after a failure of AWS, unless that might do it twice", async () => {
    using service = await serviceThat([{ status: 503 }, { status: 200 }, { status: 503 }]);
    await awsCaller(service.endpoint, { credentials, repeatable: true })(request);
    expect(service.asked).toHaveLength(2);
    await expect(
      awsCaller(service.endpoint, { credentials, repeatable: false })(request),
    ).rejects.toMatchObject({
      $fault: "server",
    } satisfies Partial<AwsFailure>);
    expect(service.asked).toHaveLength(3);
  });

  it("of CloudFront is asked for in its XML", async () => {
    using service = await serviceThat([{ status: 201 }]);
    await cloudFrontCaller(service.endpoint, { credentials }).invalidate({
      distributionId: "E1",
      callerReference: "event/<1>",
      paths: ["/posts", "/posts?*", "/posts/a&b"],
    });
    expect(service.asked).toEqual([
      {
        url: "/2020-05-31/distribution/E1/invalidation",
        body:
          '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>3</Quantity>' +
          "<Items><Path>/posts</Path><Path>/posts?*</Path><Path>/posts/a&amp;b</Path></Items></Paths>" +
          "<CallerReference>event/&lt;1&gt;</CallerReference></InvalidationBatch>",
      },
    ]);
  });
});
