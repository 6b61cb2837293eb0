import { invalidPassword } from "../errors.ts";
import type { PasswordPolicy } from "./user-pool.ts";

/** Listed at https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html; a space counts inside. */
const symbols = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

const rules: readonly (readonly [
  required: (policy: PasswordPolicy) => boolean,
  met: (password: string) => boolean,
  message: string,
])[] = [
  [
    (policy) => policy.RequireLowercase,
    (password) => /[a-z]/.test(password),
    "Password must have lowercase characters",
  ],
  [
    (policy) => policy.RequireUppercase,
    (password) => /[A-Z]/.test(password),
    "Password must have uppercase characters",
  ],
  [
    (policy) => policy.RequireNumbers,
    (password) => /[0-9]/.test(password),
    "Password must have numeric characters",
  ],
  [
    (policy) => policy.RequireSymbols,
    (password) => symbols.test(password),
    "Password must have symbol characters",
  ],
];

/** @throws {AwsError} `InvalidPasswordException` naming the first rule that is broken */
export const checkPassword = (policy: PasswordPolicy, password: string): void => {
  if (password.length < policy.MinimumLength) throw invalidPassword("Password not long enough");
  for (const [required, met, message] of rules)
    if (required(policy) && !met(password)) throw invalidPassword(message);
};

const alphabets = [
  "ABCDEFGHJKLMNPQRSTUVWXYZ",
  "abcdefghijkmnopqrstuvwxyz",
  "23456789",
  "!@#%&*?-_=",
] as const;

/** A password that meets every policy, for users whom an administrator invites. */
export const temporaryPassword = (policy: PasswordPolicy, random: (below: number) => number): string => {
  const pick = (letters: string) => letters.charAt(random(letters.length));
  const length = Math.max(policy.MinimumLength, 12);
  const required = alphabets.map(pick);
  const rest = Array.from({ length: length - required.length }, () => pick(alphabets.join("")));
  const shuffled = [...required, ...rest];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = random(index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other] ?? "", shuffled[index] ?? ""];
  }
  return shuffled.join("");
};
