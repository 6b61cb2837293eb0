/** A cloud with Cognito, its mailbox, and functions for its triggers. */
import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type CognitoEngine, createCognitoEngine } from "../../src/engines/cognito/cognito-engine.ts";
import type { ApiCall, Engine } from "../../src/gateway/engine.ts";
import { createMailbox, type Mailbox } from "../../src/mail/mailbox.ts";
import { startTestCloud, type TestCloud, type TestCloudOptions, type TestContext } from "./cloud.ts";

export interface TriggerEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly userPoolId: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: object;
}

export type TriggerFunction = (event: TriggerEvent) => unknown;

export interface CognitoCloud extends TestCloud {
  readonly cognito: CognitoIdentityProviderClient;
  readonly mailbox: Mailbox;
  /** Functions by ARN; what they throw is their error. */
  readonly functions: Map<string, TriggerFunction>;
  /** Calls of functions, oldest first. */
  readonly invocations: { readonly call: ApiCall; readonly event: TriggerEvent }[];
  /** Lines that went to the console. */
  readonly lines: string[];
  /** Moves the clock of the engine. */
  passMs(milliseconds: number): void;
  /** The code in the newest mail to an address. */
  codeFor(address: string): string;
}

const lambda = ({ functions, invocations }: Pick<CognitoCloud, "functions" | "invocations">): Engine => ({
  service: "lambda",
  protocol: "rest-json",
  operations: {
    Invoke: {
      // The policy of a function that lets user pools call it, as a template's permission does.
      access: (input: { FunctionName: string }) => [
        {
          action: "lambda:InvokeFunction",
          resources: [input.FunctionName],
          resourcePolicy: {
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "cognito-idp.amazonaws.com" },
                Action: "lambda:InvokeFunction",
                Resource: "*",
              },
            ],
          },
        },
      ],
      handle: async (input: { FunctionName: string; Payload: Buffer }, call: ApiCall) => {
        const event = JSON.parse(input.Payload.toString("utf8")) as TriggerEvent;
        invocations.push({ call, event });
        try {
          const answer = await functions.get(input.FunctionName)?.(event);
          return { StatusCode: 200, Payload: Buffer.from(JSON.stringify(answer ?? event)) };
        } catch (error) {
          const payload = { errorType: "Error", errorMessage: error instanceof Error ? error.message : "" };
          return {
            StatusCode: 200,
            FunctionError: "Unhandled",
            Payload: Buffer.from(JSON.stringify(payload)),
          };
        }
      },
    },
  },
});

export interface CognitoCloudOptions extends Pick<TestCloudOptions, "stateDir" | "credentials" | "policies"> {
  readonly triggerTimeoutMs?: number;
  /** More engines; with them the gateway goes by the same clock. */
  readonly beside?: (
    context: TestContext & { readonly now: () => Date },
    cognito: CognitoEngine,
  ) => Promise<readonly Engine[]> | readonly Engine[];
}

export const startCognitoCloud = async (options: CognitoCloudOptions = {}): Promise<CognitoCloud> => {
  const functions = new Map<string, TriggerFunction>();
  const invocations: CognitoCloud["invocations"] = [];
  const lines: string[] = [];
  const mailboxes: Mailbox[] = [];
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const { triggerTimeoutMs, beside, ...rest } = options;
  const cloud = await startTestCloud({
    ...rest,
    ...(beside ? { now } : {}),
    engines: async (context) => {
      const mailbox = createMailbox(context);
      mailboxes.push(mailbox);
      const cognito = await createCognitoEngine({
        ...context,
        mailbox,
        now,
        log: (line) => lines.push(line),
        ...(triggerTimeoutMs === undefined ? {} : { triggerTimeoutMs }),
      });
      const more = (await beside?.({ ...context, now }, cognito)) ?? [];
      return [...more, cognito, lambda({ functions, invocations })];
    },
  });
  const [mailbox] = mailboxes;
  if (!mailbox) throw new Error("the cloud has made no engines");
  const cognito = new CognitoIdentityProviderClient(cloud.client);
  return {
    ...cloud,
    cognito,
    mailbox,
    functions,
    invocations,
    lines,
    passMs: (milliseconds) => {
      offsetMs += milliseconds;
    },
    codeFor: (address) => /\d{6}/.exec(mailbox.list({ to: address })[0]?.text ?? "")?.[0] ?? "no code",
    close: async () => {
      cognito.destroy();
      await cloud.close();
      mailbox.close();
    },
  };
};

/** A pool where users sign in by e-mail and prove it by a code, unless told otherwise. */
export const createPool = async (
  { cognito }: CognitoCloud,
  pool: Partial<CreateUserPoolCommandInput> = {},
  client: Partial<CreateUserPoolClientCommandInput> = {},
) => {
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: "test",
      UsernameAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
      ...pool,
    }),
  );
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "test",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      ...client,
    }),
  );
  return {
    UserPoolId,
    ClientId: UserPoolClient?.ClientId ?? "",
    ClientSecret: UserPoolClient?.ClientSecret ?? "",
  };
};

export const goodPassword = "Correct-Horse-9";

export const signUp = (
  { cognito }: CognitoCloud,
  ClientId: string,
  Username: string,
  Password = goodPassword,
) => cognito.send(new SignUpCommand({ ClientId, Username, Password }));

/** A user who has signed up and confirmed. */
export const confirmedUser = async (cloud: CognitoCloud, ClientId: string, Username: string) => {
  await signUp(cloud, ClientId, Username);
  await cloud.cognito.send(
    new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: cloud.codeFor(Username) }),
  );
};

export const signIn = async (
  { cognito }: CognitoCloud,
  ClientId: string,
  USERNAME: string,
  PASSWORD = goodPassword,
) => {
  const answer = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
  const tokens = answer.AuthenticationResult;
  return {
    ...answer,
    accessToken: tokens?.AccessToken ?? "",
    idToken: tokens?.IdToken ?? "",
    refreshToken: tokens?.RefreshToken ?? "",
  };
};

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
