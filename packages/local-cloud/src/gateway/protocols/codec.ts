import type { Engine, RawAnswer, RawRequest, RestRoute } from "../engine.ts";
import type { AwsError } from "../errors.ts";

/** What a request asks for, read from the wire. */
export interface WireCall {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  /** The route that matched, for the REST protocols. */
  readonly route?: RestRoute;
}

/** One wire protocol: how calls are read, and how answers and errors are written. */
export interface Codec {
  /** @throws {AwsError} when the request names no operation or its body cannot be read */
  decode(engine: Engine, request: RawRequest): WireCall;
  encode(engine: Engine, call: WireCall, output: object, requestId: string): RawAnswer;
  encodeError(engine: Engine, error: AwsError, requestId: string): RawAnswer;
}
