import { randomUUID } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientConfig } from "./queue.ts";
import type { Outputs } from "./skein.ts";

export const password = "Correct-Horse-7-Battery";

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Person {
  readonly email: string;
  readonly accessToken: string;
  readonly idToken: string;
  /** A call of a service's API with this person's access token, unless other headers say otherwise. */
  call<Body = Record<string, unknown>>(
    method: string,
    url: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
}

export const cognitoOf = ({ cloud }: Outputs): CognitoIdentityProviderClient =>
  // A browser has no AWS credentials: sign-up and login are unsigned calls.
  new CognitoIdentityProviderClient({
    endpoint: cloud.Endpoint,
    region: cloud.Region,
    credentials: undefined as never,
  });

export const request = async <Body = Record<string, unknown>>(
  method: string,
  url: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body };
};

const confirmationCode = async ({ cloud }: Outputs, email: string): Promise<string> => {
  const mails = (await (
    await fetch(`${cloud.Endpoint}/_local/mail?to=${encodeURIComponent(email)}`)
  ).json()) as { text: string }[];
  const code = mails[0]?.text.match(/\d{6}/)?.[0];
  if (!code) throw new Error(`no confirmation code was mailed to ${email}: ${JSON.stringify(mails)}`);
  return code;
};

export const login = async (outputs: Outputs, email: string, secret: string): Promise<Person> => {
  const cognito = cognitoOf(outputs);
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: outputs.users.UserPoolClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD: secret },
    }),
  );
  cognito.destroy();
  const { AccessToken: accessToken, IdToken: idToken } = AuthenticationResult ?? {};
  if (!accessToken || !idToken) throw new Error(`login of ${email} gave no tokens`);
  return {
    email,
    accessToken,
    idToken,
    call: (method, url, options = {}) =>
      request(method, url, {
        ...options,
        headers: { authorization: `Bearer ${accessToken}`, ...options.headers },
      }),
  };
};

/** Signs up, reads the code from the mailbox, confirms, logs in: all with the SDK, as an application would. */
export const newPerson = async (outputs: Outputs): Promise<Person> => {
  const email = `${randomUUID()}@skein.example`;
  const cognito = cognitoOf(outputs);
  const ClientId = outputs.users.UserPoolClientId;
  await cognito.send(
    new SignUpCommand({
      ClientId,
      Username: email,
      Password: password,
      UserAttributes: [{ Name: "email", Value: email }],
    }),
  );
  const ConfirmationCode = await confirmationCode(outputs, email);
  await cognito.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode }));
  cognito.destroy();
  return login(outputs, email, password);
};

/** Somebody whom an administrator made an author; the token of a login from then on says so. */
export const newAuthor = async (outputs: Outputs): Promise<Person> => {
  const { email } = await newPerson(outputs);
  const admin = new CognitoIdentityProviderClient(clientConfig(outputs));
  const { UserPoolId } = outputs.users;
  await admin.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName: "authors" }));
  admin.destroy();
  return login(outputs, email, password);
};
