import { crc32 } from "node:zlib";
import { type ApiCall, RawAnswer } from "../../gateway/engine.ts";
import { AwsError } from "../../gateway/errors.ts";
import type { Arns } from "./arns.ts";
import type { DynoxideAnswer, DynoxideClient } from "./dynoxide/dynoxide-client.ts";
import type { StreamRecords } from "./dynoxide/stream-records.ts";
import type { TableCatalog } from "./table-catalog.ts";
import type { TableSettings } from "./table-settings.ts";

/** What the operations work with. */
export interface Backend {
  readonly client: DynoxideClient;
  readonly arns: Arns;
  readonly catalog: TableCatalog;
  readonly settings: TableSettings;
  readonly streamRecords: StreamRecords;
  readonly now: () => Date;
  /** Called with the names of tables that were written. */
  readonly written: (tableNames: readonly string[]) => void;
}

interface ErrorDocument {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}

/** dynoxide's error as ours: the code without its namespace, and members such as `CancellationReasons` kept. */
const asError = (status: number, document: object): AwsError => {
  const { __type, message, Message, ...fields } = document as ErrorDocument & Record<string, unknown>;
  const code = __type?.split("#").at(-1) ?? "InternalServerError";
  return new AwsError(code, message ?? Message ?? "", { status, fields });
};

const parse = (body: Buffer | string): object => JSON.parse(body.toString("utf8")) as object;

/** Sends an operation and reads its answer. @throws {AwsError} as dynoxide answers it */
export const ask = async <Output extends object>(
  { client, arns }: Backend,
  operation: string,
  input: object,
): Promise<Output> => {
  const answer = await client.send(operation, JSON.stringify(input));
  // Stream records hold the data of users, in which nothing may be replaced.
  const text = answer.body.toString("utf8");
  const document = parse(operation === "GetRecords" ? text : arns.localise(text));
  if (answer.status >= 300) throw asError(answer.status, document);
  return document as Output;
};

const wireHeaders = (answer: DynoxideAnswer): Record<string, string> => {
  const checksum = answer.headers["x-amz-crc32"];
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-crc32": typeof checksum === "string" ? checksum : String(crc32(answer.body)),
  };
};

/**
 * Passes a call on as it is: the caller's bytes in, dynoxide's bytes out. Only calls that did not come over the
 * wire are read and written.
 *
 * @param input given when the call must be sent otherwise than it came
 */
export const passOn = async (
  { client }: Backend,
  call: ApiCall,
  input?: object,
): Promise<object | RawAnswer> => {
  const body = input === undefined && call.raw ? call.raw.body : JSON.stringify(input ?? call.input);
  const answer = await client.send(call.operation, body);
  if (call.raw) return new RawAnswer(answer.status, wireHeaders(answer), answer.body);
  const document = parse(answer.body);
  if (answer.status >= 300) throw asError(answer.status, document);
  return document;
};

export const succeeded = (answer: object): boolean => !(answer instanceof RawAnswer) || answer.status < 300;
