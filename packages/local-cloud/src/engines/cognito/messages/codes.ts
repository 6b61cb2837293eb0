import { randomInt } from "node:crypto";
import type { Cognito } from "../context.ts";
import { codeMismatch, expiredCode, tooManyAttempts } from "../errors.ts";
import { signsInBy, type UserPool } from "../pools/user-pool.ts";
import type { Code, CodePurpose } from "../store/code-store.ts";
import type { User } from "../users/user.ts";
import type { MessageKind } from "./templates.ts";

const hourMs = 60 * 60 * 1_000;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html#limits-hard */
const lifetimeMs: Readonly<Record<CodePurpose, number>> = {
  "sign-up": 24 * hourMs,
  "forgot-password": hourMs,
  email: 24 * hourMs,
  phone_number: 24 * hourMs,
};

const maxAttempts = 5;

export interface CodeDeliveryDetails {
  readonly AttributeName: string;
  readonly DeliveryMedium: "EMAIL";
  readonly Destination: string;
}

/** `a***@e***`, so that a stranger learns little. */
export const deliveryDetails = (to: string): CodeDeliveryDetails => {
  const [user = "", domain = ""] = to.split("@");
  return {
    AttributeName: "email",
    DeliveryMedium: "EMAIL",
    Destination: `${user.charAt(0)}***@${domain.charAt(0)}***`,
  };
};

interface CodeRequest {
  readonly purpose: CodePurpose;
  readonly kind: MessageKind;
  readonly pool: UserPool;
  readonly user: User;
  readonly to: string;
  readonly pendingValue?: string;
  readonly clientId?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** Makes a code, sends it and remembers it; an earlier one for the same purpose is void. */
export const sendCode = async (
  { store, messenger, now }: Cognito,
  { purpose, pendingValue, ...message }: CodeRequest,
): Promise<CodeDeliveryDetails> => {
  const { pool, user, to } = message;
  const code = randomInt(1_000_000).toString().padStart(6, "0");
  store.codes.save(user, {
    purpose,
    code,
    attribute: "email",
    pendingValue,
    attempts: 0,
    expiresAt: now() + lifetimeMs[purpose],
  });
  await messenger.send({ ...message, code, username: signsInBy(pool, "email") ? to : user.username });
  return deliveryDetails(to);
};

/**
 * Uses up a code.
 * @throws {AwsError} `CodeMismatchException`, `ExpiredCodeException`, `LimitExceededException` after five guesses
 */
export const useCode = ({ store, now }: Cognito, user: User, purpose: CodePurpose, given: string): Code => {
  const code = store.codes.find(user, purpose);
  if (!code || code.expiresAt <= now()) throw expiredCode();
  if (code.attempts >= maxAttempts) throw tooManyAttempts();
  if (code.code !== given) {
    store.codes.save(user, { ...code, attempts: code.attempts + 1 });
    throw codeMismatch();
  }
  store.codes.delete(user, purpose);
  return code;
};
