import type { ApiCall, Operation } from "../../gateway/engine.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { KinesisContext } from "./context.ts";
import { resourceInUse, resourceNotFound } from "./errors.ts";
import { type Stream, statusOf } from "./streams/stream.ts";
import { streamArn, streamNameOf } from "./streams/stream-name.ts";

export type Input = Readonly<Record<string, unknown>>;

/** Makes an operation; one per file under `actions/`. */
export type Action = (context: KinesisContext) => Operation<Input>;

export interface StreamCall {
  readonly stream: Stream;
  readonly read: InputReader;
  readonly input: Input;
  readonly call: ApiCall;
}

export const reader = (input: Input): InputReader => inputReader(input, "ValidationException");

/** @throws {AwsError} `ResourceNotFoundException` */
export const requireStream = (context: KinesisContext, name: string): Stream => {
  const stream = context.streams.find(name);
  if (!stream) throw resourceNotFound(`Stream ${name} under account ${context.accountId} not found.`);
  return stream;
};

/** Records go in and out of a stream once it is created, and until it is being deleted. */
export const requireReady = (context: KinesisContext, stream: Stream): void => {
  const status = statusOf(stream, context.clock());
  if (status === "CREATING" || status === "DELETING")
    throw resourceNotFound(`Stream ${stream.name} under account ${context.accountId} not found.`);
};

/** A stream changes one thing after the other. @throws {AwsError} `ResourceInUseException` */
export const requireActive = (context: KinesisContext, stream: Stream): void => {
  const status = statusOf(stream, context.clock());
  if (status !== "ACTIVE")
    throw resourceInUse(
      `Stream ${stream.name} under account ${context.accountId} not ACTIVE, instead in state ${status}`,
    );
};

/** The state of a stream that has just been changed. */
export const updating = ({ clock, stateChangeMs }: KinesisContext) => ({
  status: "UPDATING" as const,
  until: clock() + stateChangeMs,
});

/**
 * An operation on the stream that the input names, with the permission of the same name.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html
 */
export const onStream =
  (
    action: string,
    handle: (context: KinesisContext, call: StreamCall) => object,
    arnMember: "StreamARN" | "ResourceARN" = "StreamARN",
  ): Action =>
  (context) => {
    const nameOf = (input: Input) => streamNameOf(reader(input), context, arnMember);
    return {
      access: (input) => [{ action: `kinesis:${action}`, resources: [streamArn(context, nameOf(input))] }],
      handle: (input, call) =>
        handle(context, {
          stream: requireStream(context, nameOf(input)),
          read: reader(input),
          input,
          call,
        }),
    };
  };
