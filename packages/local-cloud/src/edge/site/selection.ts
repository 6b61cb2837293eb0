/** Which headers, cookies or parameters a policy means. */
export type Selection = "none" | "all" | ((name: string) => boolean);

export const selection = (behavior: string, names: readonly string[] = [], caseless = false): Selection => {
  const fold = (name: string) => (caseless ? name.toLowerCase() : name);
  const set = new Set(names.map(fold));
  switch (behavior) {
    case "none":
      return "none";
    case "whitelist":
      return (name) => set.has(fold(name));
    case "allExcept":
      return (name) => !set.has(fold(name));
    default:
      return "all";
  }
};

export const selects = (chosen: Selection, name: string): boolean =>
  typeof chosen === "function" ? chosen(name) : chosen === "all";

/** What either of the two means. */
export const either = (one: Selection, other: Selection): Selection => {
  if (one === "all" || other === "all") return "all";
  if (one === "none") return other;
  if (other === "none") return one;
  return (name) => one(name) || other(name);
};

/** Parameters of a query string, as they were sent and in their order. */
export const selectQuery = (query: string, chosen: Selection): string => {
  if (chosen === "none" || query === "") return "";
  if (chosen === "all") return query;
  return query
    .split("&")
    .filter((pair) => chosen(decoded(pair.split("=", 1)[0] ?? "")))
    .join("&");
};

/** The header `Cookie` with some of its pairs. */
export const selectCookies = (cookie: string, chosen: Selection): string => {
  if (chosen === "none" || cookie === "") return "";
  if (chosen === "all") return cookie;
  return cookie
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => chosen(pair.split("=", 1)[0] ?? ""))
    .join("; ");
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
};
