/** https://docs.aws.amazon.com/ses/latest/APIReference/API_ListIdentities.html */
import { olderSesAction } from "../action.ts";
import { pageOf } from "../page.ts";

const types: Readonly<Record<string, string>> = { EmailAddress: "EMAIL_ADDRESS", Domain: "DOMAIN" };

export const listIdentities = olderSesAction("ListIdentities", {
  handle: (read, { identities }) => {
    const asked = read.optionalText("IdentityType", { oneOf: Object.keys(types) });
    const chosen = identities.list().filter(({ type }) => asked === undefined || type === types[asked]);
    const rules = { size: "MaxItems", maximum: 1_000 };
    const { page, NextToken } = pageOf(read, chosen, ({ name }) => name, rules);
    return { Identities: page.map(({ name }) => name), NextToken };
  },
});
