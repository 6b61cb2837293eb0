/** Headers as they are kept and sent: by lower-case name; those that may repeat are lists. */
export type HeaderMap = Readonly<Record<string, string | readonly string[]>>;

export const headerText = (headers: HeaderMap, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
};

/** Names and values in turn. */
export const headOf = (headers: HeaderMap): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [name, value] : value.flatMap((one) => [name, one]),
  );

/** https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const namedIn = (connection: string | string[] | undefined): readonly string[] =>
  connection === undefined
    ? []
    : String(connection)
        .toLowerCase()
        .split(",")
        .map((name) => name.trim());

/** Leaves out what is meant for the next hop only, also when `Connection` says so. */
export const endToEnd = (headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap => {
  const named = namedIn(headers.connection);
  const kept: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name) && !named.includes(name)) kept[name] = value;
  }
  return kept;
};
