// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

/**
 * Ways to write somebody else's key into a path. Some of them are keys of the own folder with a funny name, to S3,
 * which takes every character for what it is.
 *
 * @param bucket in which both are
 * @param mine the own folder, without its slash
 * @param theirs a file in another folder
 */
export const spellingsOf = (bucket: string, mine: string, theirs: string): readonly string[] => {
  const [owner = "", name = ""] = theirs.split("/", 2);
  return [
    theirs,
    encodeURIComponent(theirs),
    theirs.replace("/", "%2f"),
    theirs.replace("/", "//"),
    theirs.replace("/", "/./"),
    theirs.replace("/", "/x/../"),
    theirs.replace("/", "%ef%bc%8f"),
    theirs.replace("/", "%c0%af"),
    percent(owner.slice(0, 1)) + theirs.slice(1),
    `${owner.replaceAll(/\W/g, percent)}/${name}`,
    `${owner}/${percent(name.slice(0, 1))}${name.slice(1)}`,
    `${owner}/${name.replace(".", percent)}`,
    theirs.toUpperCase(),
    `/${theirs}`,
    `//${theirs}`,
    `./${theirs}`,
    `../${theirs}`,
    `..%2f${theirs}`,
    `../${bucket}/${theirs}`,
    `..%2f${bucket}%2f${theirs}`,
    `${mine}/../${theirs}`,
    `${mine}/./../${theirs}`,
    `${mine}//../${theirs}`,
    `${mine}/x/../../${theirs}`,
    `${mine}/../../${bucket}/${theirs}`,
    `${mine}/%2e%2e/${theirs}`,
    `${mine}/%2E%2E/${theirs}`,
    `${mine}/.%2e/${theirs}`,
    `${mine}%2f..%2f${theirs}`,
    `${mine}%2F%2E%2E%2F${theirs}`,
    `${mine}/..%2f${theirs}`,
    `${mine}/%252e%252e/${theirs}`,
    `${mine}%252f..%252f${theirs}`,
    `${mine}/..%5c${theirs}`,
    `${mine}%5c..%5c${theirs.replace("/", "%5c")}`,
    `${mine}/..;/${theirs}`,
    `${mine}/%00/../${theirs}`,
    `${mine}%00/../${theirs}`,
    `${mine}/%c0%ae%c0%ae/${theirs}`,
    `${theirs}%00`,
    `${theirs}%00.png`,
    `${theirs}%20`,
    `${theirs}%0a`,
    `${theirs}/`,
    `${theirs}.`,
    `*/${name}`,
    `${owner.slice(0, 2)}*/${name}`,
    `${"%3F".repeat(8)}*/${name}`,
    `$%7Bcognito-identity.amazonaws.com:sub%7D/${name}`,
    `$%7Baws:PrincipalTag/userId%7D/${name}`,
    name,
    mine,
    `${mine}${name}`,
    `${mine}/../${name}`,
  ];
};
