/** A topic that takes what it is sent, or does not. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SNSClient } from "@aws-sdk/client-sns";

interface Entry {
  readonly id: string;
  readonly message: string;
  readonly type: string;
  readonly source: string;
}

export interface Topic {
  readonly client: SNSClient;
  readonly batches: (readonly Entry[])[];
  close(): Promise<void>;
}

const entriesIn = (form: URLSearchParams): readonly Entry[] => {
  const entries: Entry[] = [];
  for (let n = 1; form.has(`PublishBatchRequestEntries.member.${n}.Id`); n += 1) {
    const field = (name: string) => form.get(`PublishBatchRequestEntries.member.${n}.${name}`) ?? "";
    const attributes = Object.fromEntries(
      [1, 2].map((m) => [
        field(`MessageAttributes.entry.${m}.Name`),
        field(`MessageAttributes.entry.${m}.Value.StringValue`),
      ]),
    );
    entries.push({
      id: field("Id"),
      message: field("Message"),
      type: attributes.type ?? "",
      source: attributes.source ?? "",
    });
  }
  return entries;
};

/** @param refuses tells of a message whether the topic fails it */
export const startTopic = async (refuses: (message: string) => boolean = () => false): Promise<Topic> => {
  const batches: (readonly Entry[])[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const entries = entriesIn(new URLSearchParams(body));
    batches.push(entries);
    const failed = entries.filter(({ message }) => refuses(message));
    const failures = failed.map(
      ({ id }) =>
        `<member><Id>${id}</Id><Code>InternalError</Code><Message>no</Message><SenderFault>false</SenderFault></member>`,
    );
    response.setHeader("content-type", "text/xml");
    response.end(
      `<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult><Successful/><Failed>${failures.join("")}</Failed></PublishBatchResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishBatchResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new SNSClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  return {
    client,
    batches,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
