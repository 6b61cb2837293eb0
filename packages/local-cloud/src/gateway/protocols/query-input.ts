/**
 * Reads the parameters of the query protocol into the shape that the SDK was given:
 * `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: "a" }] }`.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution
 */
import { AwsError } from "../errors.ts";

interface Node {
  value?: string;
  readonly children: Map<string, Node>;
}

const maximumDepth = 32;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);
const isIndex = (key: string): boolean => /^[1-9]\d{0,5}$/.test(key);
const emptyNode = (): Node => ({ children: new Map() });

const childOf = (node: Node, key: string): Node => {
  const known = node.children.get(key);
  if (known) return known;
  const child = emptyNode();
  node.children.set(key, child);
  return child;
};

const treeOf = (parameters: Iterable<readonly [string, string]>): Node => {
  const root = emptyNode();
  for (const [name, value] of parameters) {
    const segments = name.split(".");
    if (segments.length > maximumDepth || segments.some((segment) => forbidden.has(segment)))
      throw new AwsError("MalformedInput", `The parameter ${name} cannot be read.`);
    segments.reduce(childOf, root).value = value;
  }
  return root;
};

const numbered = (node: Node): Node[] | undefined => {
  const keys = [...node.children.keys()];
  if (keys.length === 0 || !keys.every(isIndex)) return undefined;
  return [...node.children].sort(([left], [right]) => Number(left) - Number(right)).map(([, child]) => child);
};

const onlyChild = (node: Node, name: string): Node | undefined =>
  node.children.size === 1 ? node.children.get(name) : undefined;

/** Maps name their halves `key` and `value`, or `Name` and `Value` (SNS message attributes). */
const mapOf = (entries: readonly Node[]): Record<string, unknown> | undefined => {
  const pairs: [string, unknown][] = [];
  for (const entry of entries) {
    const key = entry.children.get("key")?.value ?? entry.children.get("Name")?.value;
    const value = entry.children.get("value") ?? entry.children.get("Value");
    if (key === undefined || value === undefined) return undefined;
    pairs.push([key, shapeOf(value)]);
  }
  return Object.fromEntries(pairs);
};

const shapeOf = (node: Node): unknown => {
  if (node.children.size === 0) return node.value;
  const members = numbered(onlyChild(node, "member") ?? emptyNode());
  if (members) return members.map(shapeOf);
  const entries = numbered(onlyChild(node, "entry") ?? emptyNode());
  const map = entries && mapOf(entries);
  if (map) return map;
  return structureOf(node);
};

const structureOf = (node: Node): Record<string, unknown> =>
  Object.fromEntries([...node.children].map(([key, child]) => [key, shapeOf(child)]));

/**
 * Lists and maps come out as arrays and objects; every leaf is a string, so engines coerce numbers and
 * booleans. An empty list arrives as `""`: the protocol does not tell the two apart.
 *
 * @throws {AwsError} `MalformedInput` for names that no AWS client writes
 */
export const queryInputOf = (parameters: Iterable<readonly [string, string]>): Record<string, unknown> =>
  structureOf(treeOf(parameters));
