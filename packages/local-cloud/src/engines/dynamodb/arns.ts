/** ARNs of one account and region, see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export interface Arns {
  readonly region: string;
  table(name: string): string;
  index(table: string, index: string): string;
  /** The table's name, given its name or its ARN: operations take either. */
  tableName(nameOrArn: string): string;
  /** The table that a stream, an index or a backup belongs to. */
  tableOf(arn: string): string;
  /** dynoxide's ARNs in a document without user data, turned into ours. */
  localise(document: string): string;
}

/** dynoxide signs everything with this region and account. */
const theirs = { region: "dynoxide", accountId: "000000000000" };

const tablePart = /^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)/;

export const arnsOf = (region: string, accountId: string): Arns => {
  const table = (name: string) => `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
  const tableOf = (arn: string) => tablePart.exec(arn)?.[1] ?? arn;
  return {
    region,
    table,
    index: (name, index) => `${table(name)}/index/${index}`,
    tableName: (nameOrArn) => (nameOrArn.startsWith("arn:") ? tableOf(nameOrArn) : nameOrArn),
    tableOf,
    localise: (document) =>
      document.replaceAll(`:${theirs.region}:${theirs.accountId}:`, `:${region}:${accountId}:`),
  };
};
