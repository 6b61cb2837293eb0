/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html */
export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "RESET_REQUIRED" | "FORCE_CHANGE_PASSWORD";

/** Attributes by name; values are text, `email_verified` too. */
export type Attributes = Readonly<Record<string, string>>;

/** What is kept of a password: enough to check it, not enough to read it. See srp.ts. */
export interface PasswordVerifier {
  /** Hexadecimal. */
  readonly salt: string;
  readonly verifier: string;
}

export interface StoredPassword extends PasswordVerifier {
  /** Milliseconds; temporary passwords expire. */
  readonly setAt: number;
}

export interface User {
  readonly poolId: string;
  /** Never changes; a UUID, the same as `sub`, in pools where users sign in by e-mail. */
  readonly username: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly attributes: Attributes;
  /** Absent while the user has no password. */
  readonly password: StoredPassword | undefined;
  /** Since the last success. */
  readonly failedSignIns: number;
  /** Milliseconds; no password is tried before. */
  readonly lockedUntil: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface AttributeType {
  readonly Name: string;
  readonly Value: string;
}

/** Shown first as on AWS: `sub`, then by name. */
export const attributeList = (attributes: Attributes): AttributeType[] =>
  Object.entries(attributes)
    .sort(([a], [b]) => (a === "sub" ? -1 : b === "sub" ? 1 : a.localeCompare(b)))
    .map(([Name, Value]) => ({ Name, Value }));
