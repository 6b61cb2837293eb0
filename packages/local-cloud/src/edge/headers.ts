/** Headers as they are kept and sent: by lower-case name; those that may repeat are lists. */
export type HeaderMap = Readonly<Record<string, string | readonly string[]>>;

export const headerText = (headers: HeaderMap, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
};

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

/** Leaves out what is meant for the next hop only, also when `Connection` says so. */
export const endToEnd = (headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap => {
  const named = String(headers.connection ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !hopByHop.has(name) && !named.includes(name)) kept[name] = value;
  return kept;
};
