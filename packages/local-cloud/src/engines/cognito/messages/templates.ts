import type { UserPool } from "../pools/user-pool.ts";

/** Why a mail is sent; also the end of the trigger source `CustomMessage_...`. */
export type MessageKind =
  | "SignUp"
  | "ResendCode"
  | "ForgotPassword"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute"
  | "AdminCreateUser";

export interface MessageTemplate {
  readonly subject: string;
  readonly body: string;
}

/** Placeholders of https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html */
export const codePlaceholder = "{####}";
export const usernamePlaceholder = "{username}";

/** The pool's own words where it has some. */
export const templateOf = ({ settings }: UserPool, kind: MessageKind): MessageTemplate => {
  if (kind === "AdminCreateUser") {
    const invite = settings.AdminCreateUserConfig.InviteMessageTemplate;
    return {
      subject: invite?.EmailSubject ?? "Your temporary password",
      body:
        invite?.EmailMessage ??
        `Your username is ${usernamePlaceholder} and temporary password is ${codePlaceholder}.`,
    };
  }
  const { EmailSubject, EmailMessage } = settings.VerificationMessageTemplate;
  const purpose = kind === "ForgotPassword" ? "password reset" : "confirmation";
  return {
    subject:
      EmailSubject ?? (kind === "ForgotPassword" ? "Your password reset code" : "Your verification code"),
    body: EmailMessage ?? `Your ${purpose} code is ${codePlaceholder}`,
  };
};

export const fillIn = (
  template: string,
  { code, username }: { readonly code: string; readonly username: string },
): string => template.replaceAll(codePlaceholder, code).replaceAll(usernamePlaceholder, username);

/** Cognito's mails are HTML; this is what a reader without it sees. */
export const plainText = (body: string): string =>
  body
    .replace(/<br\s*\/?>|<\/p>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .trim();
