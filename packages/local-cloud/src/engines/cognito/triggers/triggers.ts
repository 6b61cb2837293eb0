import type { Dispatcher } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { invalidLambdaResponse, unexpectedLambda, userLambdaValidation } from "../errors.ts";
import { poolArn } from "../pools/pool-view.ts";
import type { TriggerName, UserPool } from "../pools/user-pool.ts";

/** What differs from trigger to trigger. */
export interface TriggerCall {
  readonly pool: UserPool;
  /** `PostConfirmation_ConfirmSignUp` */
  readonly source: string;
  readonly username: string;
  /** Absent where an administrator acts. */
  readonly clientId: string | undefined;
  readonly request: object;
  /** What the function finds in `event.response`. */
  readonly response?: object;
  readonly version?: string;
}

/** Functions that a pool calls, see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export interface Triggers {
  has(pool: UserPool, trigger: TriggerName): boolean;
  /**
   * Calls the function and answers its `event.response`.
   *
   * @throws {AwsError} `UserLambdaValidationException` when the function throws, `UnexpectedLambdaException` when it
   * cannot be called, `InvalidLambdaResponseException` when it does not return an event: all fail the caller's call
   */
  call<Response extends object>(trigger: TriggerName, call: TriggerCall): Promise<Response>;
}

/** A function has five seconds, and is called up to three times when it takes longer. */
const attempts = 3;

interface InvokeAnswer {
  readonly Payload?: Uint8Array | string;
  readonly FunctionError?: string;
}

const functionOf = ({ settings }: UserPool, trigger: TriggerName): string | undefined => {
  const { PreTokenGenerationConfig: tokens } = settings.LambdaConfig;
  return (trigger === "PreTokenGeneration" ? tokens?.LambdaArn : undefined) ?? settings.LambdaConfig[trigger];
};

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";

const textOf = (payload: InvokeAnswer["Payload"]): string =>
  typeof payload === "string" ? payload : Buffer.from(payload ?? "").toString("utf8");

const parsed = (trigger: TriggerName, payload: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw invalidLambdaResponse(`Invalid lambda function output of ${trigger}: Invalid JSON`);
};

const answerOf = <Response extends object>(trigger: TriggerName, answer: InvokeAnswer): Response => {
  const event = parsed(trigger, textOf(answer.Payload));
  if (answer.FunctionError)
    throw userLambdaValidation(`${trigger} failed with error ${String(event.errorMessage ?? "unknown")}.`);
  const { response } = event;
  if (typeof response !== "object" || response === null)
    throw invalidLambdaResponse(
      `Unrecognizable lambda output of ${trigger}: return the event, with its response`,
    );
  return response as Response;
};

export const createTriggers = ({
  dispatcher,
  region,
  accountId,
  timeoutMs = 5_000,
}: {
  readonly dispatcher: Dispatcher;
  readonly region: string;
  readonly accountId: string;
  readonly timeoutMs?: number;
}): Triggers => {
  const invoke = async (functionArn: string, pool: UserPool, event: object): Promise<InvokeAnswer> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const late = new Promise<never>((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
    );
    const answer = dispatcher.call<InvokeAnswer>(
      "lambda",
      "Invoke",
      {
        FunctionName: functionArn,
        InvocationType: "RequestResponse",
        Payload: Buffer.from(JSON.stringify(event)),
      },
      {
        kind: "service",
        service: "cognito-idp.amazonaws.com",
        sourceArn: poolArn({ region, accountId }, pool.id),
        sourceAccount: accountId,
      },
      signal,
    );
    return Promise.race([answer, late]);
  };

  const invokePatiently = async (
    trigger: TriggerName,
    functionArn: string,
    pool: UserPool,
    event: object,
    attempt = 1,
  ): Promise<InvokeAnswer> => {
    try {
      return await invoke(functionArn, pool, event);
    } catch (error) {
      if (isTimeout(error) && attempt < attempts)
        return invokePatiently(trigger, functionArn, pool, event, attempt + 1);
      if (isTimeout(error))
        throw unexpectedLambda(`${trigger} did not answer within ${timeoutMs} ms, ${attempts} times.`);
      if (error instanceof AwsError)
        throw unexpectedLambda(`${trigger} invocation failed due to error ${error.code}: ${error.message}`);
      throw error;
    }
  };

  return {
    has: (pool, trigger) => functionOf(pool, trigger) !== undefined,
    call: async (trigger, { pool, source, username, clientId, request, response = {}, version = "1" }) => {
      const functionArn = functionOf(pool, trigger);
      if (functionArn === undefined) throw new Error(`${pool.id} has no trigger ${trigger}`);
      const event = {
        version,
        region,
        userPoolId: pool.id,
        userName: username,
        callerContext: {
          awsSdkVersion: "aws-sdk-unknown-unknown",
          clientId: clientId ?? "CLIENT_ID_NOT_APPLICABLE",
        },
        triggerSource: source,
        request,
        response,
      };
      return answerOf(trigger, await invokePatiently(trigger, functionArn, pool, event));
    },
  };
};
