import type { Outputs } from "./skein.ts";

export interface Mail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All mails, newest first. */
export const allMails = async ({ cloud }: Outputs): Promise<readonly Mail[]> =>
  (await (await fetch(`${cloud.Endpoint}/_local/mail`)).json()) as Mail[];

/** The mails to an address, newest first. */
export const mailsTo = async ({ cloud }: Outputs, address: string): Promise<readonly Mail[]> => {
  const answer = await fetch(`${cloud.Endpoint}/_local/mail?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as Mail[];
};

/** Where one click in a mail program unsubscribes. */
export const oneClickUrl = ({ headers = {} }: Mail): string =>
  /^<(.+)>$/.exec(headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
