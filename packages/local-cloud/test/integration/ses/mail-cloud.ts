/** A cloud with SES, and SNS and SQS to hear its events, and the few calls that most tests make. */
import { type EventType, SESv2, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { createSesEngines } from "../../../src/engines/ses/ses-engines.ts";
import { createSnsEngine } from "../../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import { mailRoutes } from "../../../src/mail/mail-routes.ts";
import { createMailbox, type Mail } from "../../../src/mail/mailbox.ts";
import { startTestCloud, type TestCloud, type TestCloudOptions } from "../../support/cloud.ts";

export interface MailCloud {
  readonly cloud: TestCloud;
  readonly ses: SESv2;
  readonly sns: SNS;
  readonly sqs: SQS;
  /** Sends a simple mail from `news@skein.example`, which is verified. */
  send(to: string | readonly string[], more?: Partial<SendEmailCommandInput>): Promise<string>;
  inbox(to: string): Promise<readonly Mail[]>;
  /** A configuration set whose events of these types come to the answered queue. */
  listen(types: readonly EventType[]): Promise<Listener>;
  close(): Promise<void>;
}

export interface Listener {
  readonly set: string;
  readonly topicArn: string;
  /** Waits for so many events. */
  take(count: number): Promise<readonly SesEventRecord[]>;
  /** Bodies of what is there now. */
  peek(): Promise<readonly string[]>;
}

/** As a consumer reads it. */
export interface SesEventRecord {
  readonly eventType: string;
  readonly mail: Readonly<Record<string, unknown>>;
  readonly [detail: string]: unknown;
}

export const sender = "news@skein.example";

const allow = (service: string, action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action, Resource: "*" }],
  });

const validation = "Successfully validated SNS topic for Amazon SES event publishing.";

export const startMailCloud = async (
  options: Omit<TestCloudOptions, "engines" | "localRoutes"> = {},
): Promise<MailCloud> => {
  const mailboxes: ReturnType<typeof createMailbox>[] = [];
  const cloud = await startTestCloud({
    ...options,
    localRoutes: () => mailboxes.flatMap(mailRoutes),
    engines: (context) => {
      const mailbox = createMailbox(context);
      mailboxes.push(mailbox);
      return [
        ...createSesEngines({ ...context, mailbox }),
        createSnsEngine(context),
        createSqsEngine(context),
      ];
    },
  });
  const ses = new SESv2(cloud.client);
  const sns = new SNS(cloud.client);
  const sqs = new SQS(cloud.client);
  let listeners = 0;

  const receive = async (QueueUrl: string, WaitTimeSeconds: number): Promise<readonly string[]> => {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl,
      WaitTimeSeconds,
      MaxNumberOfMessages: 10,
    });
    return Messages.map(({ Body = "" }) => Body);
  };

  const listen = async (types: readonly EventType[]): Promise<Listener> => {
    const name = `set-${listeners++}`;
    const { TopicArn } = await sns.createTopic({
      Name: name,
      Attributes: { Policy: allow("ses.amazonaws.com", "sns:Publish") },
    });
    const Policy = allow("sns.amazonaws.com", "sqs:SendMessage");
    const { QueueUrl = "" } = await sqs.createQueue({ QueueName: name, Attributes: { Policy } });
    await sns.subscribe({
      TopicArn,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:us-east-1:000000000000:${name}`,
      Attributes: { RawMessageDelivery: "true" },
    });
    await ses.createConfigurationSet({ ConfigurationSetName: name });
    await ses.createConfigurationSetEventDestination({
      ConfigurationSetName: name,
      EventDestinationName: "topic",
      EventDestination: { Enabled: true, MatchingEventTypes: [...types], SnsDestination: { TopicArn } },
    });
    const take = async (count: number) => {
      const bodies: string[] = [];
      while (bodies.length < count) {
        const received = await receive(QueueUrl, 10);
        if (received.length === 0) throw new Error(`Only ${bodies.length} of ${count} events came`);
        bodies.push(...received.filter((body) => body !== validation));
      }
      return bodies.map((body): SesEventRecord => JSON.parse(body));
    };
    return { set: name, topicArn: TopicArn ?? "", take, peek: () => receive(QueueUrl, 0) };
  };

  return {
    cloud,
    ses,
    sns,
    sqs,
    listen,
    send: async (to, more = {}) => {
      const { MessageId = "" } = await ses.sendEmail({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [to].flat() },
        Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "Good day" } } } },
        ...more,
      });
      return MessageId;
    },
    inbox: async (to) => {
      const answer = await fetch(`${cloud.endpoint}/_local/mail?to=${encodeURIComponent(to)}`);
      return (await answer.json()) as Mail[];
    },
    close: async () => {
      for (const client of [ses, sns, sqs]) client.destroy();
      await cloud.close();
      for (const mailbox of mailboxes) mailbox.close();
    },
  };
};

/** A raw message, in the line ends of the standard. */
export const mime = (...lines: readonly string[]): Uint8Array => Buffer.from(lines.join("\r\n"), "utf8");
