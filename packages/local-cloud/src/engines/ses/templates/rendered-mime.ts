import { randomUUID } from "node:crypto";
import type { RenderedTemplate } from "./render.ts";

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** https://www.rfc-editor.org/rfc/rfc2047 */
const encodedWord = (text: string): string =>
  isAscii(text) ? text : `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;

const partOf = (type: string, body: string): readonly string[] => [
  `Content-Type: ${type}; charset=UTF-8`,
  "Content-Transfer-Encoding: 8bit",
  "",
  body,
  "",
];

/** The message that `TestRenderEmailTemplate` answers. */
export const renderedMime = ({ subject, text, html }: RenderedTemplate, now: Date): string => {
  const boundary = `----=_Part_${randomUUID()}`;
  const parts = [
    ...(text === undefined ? [] : [partOf("text/plain", text)]),
    ...(html === undefined ? [] : [partOf("text/html", html)]),
  ];
  return [
    `Date: ${now.toUTCString()}`,
    `Subject: ${encodedWord(subject)}`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
    "",
  ].join("\r\n");
};
