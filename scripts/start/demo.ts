import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SignUpCommand,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";

export interface DemoUser {
  readonly Email: string;
  readonly Password: string;
  readonly Groups: readonly string[];
}

/** The running system, as far as seeding needs it. */
export interface DemoTarget {
  readonly stateDir: string;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Absent when todos is not started: then no todos are seeded. */
  readonly todosUrl: string | undefined;
  /** Absent when blog is not started. */
  readonly blogUrl: string | undefined;
}

const people = [
  {
    email: "ada@skein.example",
    name: "Ada",
    groups: ["authors", "admins"],
    todos: ["Read the README", "Break a todo's If-Match"],
    posts: [
      {
        title: "Hello, Skein",
        body: [
          "This post was written through the API, like any other:",
          "",
          "- it is *Markdown*, made safe HTML when it was written,",
          "- caches may keep it, until it changes,",
          "- and whoever subscribes hears of the next one by e-mail.",
        ].join("\n"),
        tags: ["news"],
        status: "published",
      },
    ],
  },
  {
    email: "grace@skein.example",
    name: "Grace",
    groups: [],
    todos: ["Subscribe a queue to todos-events"],
    posts: [],
  },
] as const;

/** What a state folder remembers of its demo: the logins, and whether they have been seeded. */
interface DemoRecord {
  readonly users: readonly DemoUser[];
  readonly seeded: boolean;
}

/** A password that any policy of the template accepts, new for every fresh state folder. */
const newPassword = (): string => `Demo-${randomBytes(9).toString("base64url")}-7z!`;

const newRecord = (): DemoRecord => ({
  users: people.map(({ email, groups }) => ({ Email: email, Password: newPassword(), Groups: groups })),
  seeded: false,
});

/** Signs up and confirms; a user that an interrupted start left half made is completed. */
const addUser = async (
  cognito: CognitoIdentityProviderClient,
  target: DemoTarget,
  user: DemoUser,
  name: string,
): Promise<void> => {
  const names = { UserPoolId: target.userPoolId, Username: user.Email };
  const signUp = new SignUpCommand({
    ClientId: target.userPoolClientId,
    Username: user.Email,
    Password: user.Password,
    UserAttributes: [
      { Name: "email", Value: user.Email },
      { Name: "name", Value: name },
    ],
  });
  try {
    await cognito.send(signUp);
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  for (const GroupName of user.Groups)
    await cognito.send(new AdminAddUserToGroupCommand({ ...names, GroupName }));
  const { UserStatus } = await cognito.send(new AdminGetUserCommand(names));
  if (UserStatus === "UNCONFIRMED") await cognito.send(new AdminConfirmSignUpCommand(names));
};

const tokenOf = async (
  cognito: CognitoIdentityProviderClient,
  target: DemoTarget,
  user: DemoUser,
): Promise<string> => {
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: target.userPoolClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: user.Email, PASSWORD: user.Password },
    }),
  );
  return AuthenticationResult?.AccessToken ?? "";
};

const add = async (url: string, token: string, thing: { readonly title: string }): Promise<void> => {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      // A start that was interrupted goes on with the next one.
      "idempotency-key": `demo-${createHash("sha256").update(thing.title).digest("hex")}`,
    },
    body: JSON.stringify(thing),
  });
  if (!answer.ok) throw new Error(`"${thing.title}" was answered ${answer.status}: ${await answer.text()}`);
};

/**
 * Signs up the demo users the way anybody does, confirms them as an operator and gives them some todos and a post.
 * It happens once per state folder: what a person deletes afterwards stays deleted.
 */
export const seedDemo = async (target: DemoTarget): Promise<readonly DemoUser[]> => {
  const file = path.join(target.stateDir, "demo.json");
  const record = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoRecord) : newRecord();
  if (record.seeded) return record.users;

  const save = (seeded: boolean) =>
    writeFileSync(file, JSON.stringify({ ...record, seeded }, null, 2), { mode: 0o600 });
  save(false);
  const cognito = new CognitoIdentityProviderClient(target);
  try {
    for (const user of record.users) {
      const person = people.find(({ email }) => email === user.Email);
      await addUser(cognito, target, user, person?.name ?? user.Email);
      const token = await tokenOf(cognito, target, user);
      if (target.todosUrl)
        for (const title of person?.todos ?? []) await add(`${target.todosUrl}/todos`, token, { title });
      if (target.blogUrl)
        for (const post of person?.posts ?? []) await add(`${target.blogUrl}/posts`, token, post);
    }
  } finally {
    cognito.destroy();
  }
  save(true);
  return record.users;
};
