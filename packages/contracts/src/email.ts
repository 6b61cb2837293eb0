/** E-mail addresses that people type. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

// https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
const maximumLength = 254;
const maximumLocalLength = 64;

/** Dot-atoms; the quoted forms of RFC 5321 are nobody's address. */
const local = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** At least two labels, in letters of any script. */
const domain = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

const isAddress = (text: string): boolean => {
  const at = text.lastIndexOf("@");
  return (
    text.length <= maximumLength &&
    at > 0 &&
    at <= maximumLocalLength &&
    local.test(text.slice(0, at)) &&
    domain.test(text.slice(at + 1))
  );
};

export const email = documented(
  z.string().check(z.trim(), z.refine(isAddress, "must be an e-mail address such as ada@example.com")),
  { format: "idn-email", maxLength: maximumLength },
);
