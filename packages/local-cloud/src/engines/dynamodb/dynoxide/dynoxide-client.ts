import http from "node:http";
import { AwsError } from "../../../gateway/errors.ts";
import { DynoxideDown, type ServerProcess } from "./server-process.ts";

export interface DynoxideAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface DynoxideClient {
  /**
   * Sends one operation. Waits while dynoxide restarts.
   *
   * @throws {AwsError} `InternalServerError` (500) when the server went away in the middle of a write, whose fate
   * is then unknown: exactly what AWS answers, and what SDKs retry
   */
  send(operation: string, body: Buffer | string): Promise<DynoxideAnswer>;
  close(): void;
}

const streamOperations = new Set(["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"]);

const targetOf = (operation: string) =>
  `${streamOperations.has(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810"}.${operation}`;

const isRead = (operation: string) => /^(Get|BatchGet|TransactGet|Query|Scan|Describe|List)/.test(operation);

/** dynoxide wants a signature to be there; the gateway has verified the caller's. */
const authorization =
  "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local";

const maxTries = 3;

export const createDynoxideClient = (server: ServerProcess): DynoxideClient => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });

  const post = (port: number, operation: string, body: Buffer | string): Promise<DynoxideAnswer> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        {
          agent,
          host: "127.0.0.1",
          port,
          method: "POST",
          path: "/",
          headers: {
            "content-type": "application/x-amz-json-1.0",
            "content-length": Buffer.byteLength(body),
            "x-amz-target": targetOf(operation),
            "x-amz-date": "20260101T000000Z",
            authorization,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 500,
              headers: answer.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      request.on("error", reject);
      request.end(body);
    });

  const send = async (operation: string, body: Buffer | string, attempt = 1): Promise<DynoxideAnswer> => {
    try {
      const { port } = await server.address();
      return await post(port, operation, body);
    } catch (error) {
      if (error instanceof DynoxideDown)
        throw new AwsError("InternalServerError", error.message, { status: 500 });
      const neverArrived = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
      if ((neverArrived || isRead(operation)) && attempt < maxTries) {
        // The socket can break a moment before the exit of the server is noticed.
        await new Promise((resolve) => setTimeout(resolve, 50));
        return send(operation, body, attempt + 1);
      }
      throw new AwsError(
        "InternalServerError",
        "The request processing has failed because of an unknown error",
        {
          status: 500,
        },
      );
    }
  };

  return { send: (operation, body) => send(operation, body), close: () => agent.destroy() };
};
