/**
 * The contract between the gateway and the engines behind it.
 *
 * The gateway turns an HTTP request into an {@link ApiCall}, asks the operation what access it needs,
 * evaluates IAM, calls the operation, writes the answer in the service's wire protocol and journals the call.
 * Engines never see HTTP, signatures or policies of their callers.
 */
import type { ConditionContext, PolicyDocument } from "../iam/policy.ts";
import type { Principal } from "../iam/principal.ts";
import type { HangUp, RawAnswer, RawRequest } from "./http-message.ts";
import type { StreamProtocol } from "./stream-protocol.ts";

export { type HangUp, RawAnswer, type RawRequest, type RequestHead } from "./http-message.ts";

/** Wire protocols of the AWS SDKs, see https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = "json-1.0" | "json-1.1" | "query" | "rest-json" | "rest-xml";

/** One call of one operation, whoever makes it: an SDK client, a subscription, a poller. */
export interface ApiCall<Input = Record<string, unknown>> {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly principal: Principal;
  readonly region: string;
  readonly accountId: string;
  readonly requestId: string;
  /** Its signal aborts when the caller hangs up or the cloud stops: long polls must end. */
  readonly hangUp: HangUp;
  /** Absent for calls that did not come over HTTP. */
  readonly raw?: RawRequest | undefined;
  /**
   * Whether the caller may do something more, for operations that answer each item of a batch on its own
   * (S3 `DeleteObjects`). What was asked is journaled.
   */
  allows?(access: Access): boolean;
}

/** What a call wants to do. Every entry must be allowed for the call to go through. */
export interface Access {
  /** IAM action, `sqs:SendMessage`. See https://docs.aws.amazon.com/service-authorization/latest/reference/ */
  readonly action: string;
  /** Full ARNs (`*` where the action has no resource type). */
  readonly resources: readonly string[];
  /** Condition keys beyond the global ones that the gateway fills in, e.g. `dynamodb:LeadingKeys`. */
  readonly context?: ConditionContext;
  /** Policies attached to the resource itself: queue, topic, function, secret. */
  readonly resourcePolicy?: PolicyDocument | undefined;
}

export interface Operation<Input = never> {
  /**
   * The access this call needs. `"public"` for operations that AWS serves unsigned (Cognito `SignUp`);
   * `[]` for signed operations that need no permission (`sts:GetCallerIdentity`).
   */
  access(input: Input, call: ApiCall): readonly Access[] | "public";
  /** @throws {AwsError} which the gateway writes in the service's protocol */
  handle(input: Input, call: ApiCall): Promise<object | RawAnswer> | object | RawAnswer;
}

/** Where an operation of a REST protocol lives, see https://smithy.io/2.0/spec/http-bindings.html */
export interface RestRoute {
  readonly method: string;
  /**
   * `/2015-03-31/functions/{FunctionName}/invocations`; labels become input members. Parameters that a query
   * must have, and do not become members, are part of it: `/2020-05-31/tagging?Operation=Tag`.
   */
  readonly path: string;
  readonly operation: string;
  /** Status of a success; 200 unless told. */
  readonly status?: number;
  /** Names the input member that receives the whole body as bytes (Lambda `Payload`). */
  readonly payload?: string;
  /** Headers that become input members: `{ "x-amz-invocation-type": "InvocationType" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters that become input members: `{ "tagKeys": "TagKeys" }`. Values are strings; a repeated one is an array. */
  readonly query?: Readonly<Record<string, string>>;
  /** Those of them that are lists, also when they come only once. */
  readonly queryLists?: readonly string[];
  /** Output members that leave as status, header or whole body, instead of in the JSON document (Lambda `Invoke`). */
  readonly output?: RestOutput;
  /** Documents of a `rest-xml` operation. */
  readonly xml?: XmlDocuments;
}

/** The documents of a `rest-xml` operation, each the value of one member. */
export interface XmlDocuments {
  readonly input?: {
    readonly member: string;
    /** @throws {AwsError} when the document is not of the operation's shape */
    read(body: Buffer): unknown;
  };
  readonly output?: {
    readonly member: string;
    /** @returns the whole document */
    readonly write: (value: never) => string;
  };
}

/** Where members of an answer go. A member that is `undefined` sends nothing; the payload is bytes. */
export interface RestOutput {
  /** Member that holds the HTTP status: `StatusCode`. */
  readonly status?: string;
  /** `{ "x-amz-function-error": "FunctionError" }` */
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}

export interface Engine {
  /** SigV4 signing name: `sqs`, `dynamodb`, `cognito-idp`. */
  readonly service: string;
  readonly protocol: Protocol;
  /** `x-amz-target` prefixes that select this engine (JSON protocols): `AmazonSQS`. */
  readonly targets?: readonly string[];
  /** `Version` of the query protocol: SNS `2010-03-31`; also part of the XML namespace. */
  readonly xmlNamespace?: string;
  readonly routes?: readonly RestRoute[];
  /** Operations by name. One that is not here is refused by name, never ignored. */
  readonly operations: Readonly<Record<string, Operation<never>>>;
  /** Plain HTTP that AWS serves beside its API, unsigned (a pool's `jwks.json`). `undefined`: not mine. */
  http?(request: RawRequest): Promise<RawAnswer | undefined>;
  /** Set by an engine whose bodies are too large to be held in memory; it then reads and writes its wire itself. */
  readonly stream?: StreamProtocol;
  close?(): Promise<void>;
}

/** Calls an operation of any engine, with IAM and journal, without going through HTTP. */
export interface Dispatcher {
  call<Output = Record<string, unknown>>(
    service: string,
    operation: string,
    input: object,
    principal: Principal,
    signal?: AbortSignal,
  ): Promise<Output>;
}
