/** From a message's body to the event that a contract describes. */
import {
  type CloudEvent,
  type EventContract,
  type EventOf,
  InvalidEvent,
  typesOf,
} from "@skein/contracts/event";
import { parseEvent } from "@skein/contracts/parse-event";
import { PermanentFailure } from "../errors.ts";
import { errorsOf } from "../issues.ts";

/** Whatever comes, the reason names what is wrong with it and never quotes its data. */
export const readEvent = <C extends EventContract>(contracts: readonly C[], body: string): EventOf<C> => {
  const value = parse(body);
  const type = typeIn(value);
  const contract = contracts.find((candidate) => typesOf(candidate).includes(type));
  if (!contract) throw new PermanentFailure(`${unknownness(type, contracts)}: ${JSON.stringify(type)}`);
  try {
    // The contract was chosen by the event's type, so this is the event of that contract.
    return parseEvent(contract, value) as CloudEvent as EventOf<C>;
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    const wrong = errorsOf("", value, error.issues).map(({ path, message }) => `${path} ${message}`);
    throw new PermanentFailure(`the event breaks its contract: ${wrong.join("; ")}`);
  }
};

/** What makes an event this one and no other, also where no contract fits; `undefined` for what is no event. */
export const sourceAndId = (body: string): readonly [source: string, id: string] | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || !("source" in value) || !("id" in value))
      return undefined;
    const { source, id } = value;
    return typeof source === "string" && typeof id === "string" && id !== "" ? [source, id] : undefined;
  } catch {
    return undefined;
  }
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new PermanentFailure("the message is not JSON");
  }
};

const typeIn = (value: unknown): string => {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (typeof type === "string") return type;
  throw new PermanentFailure(
    "the message is not a CloudEvent: it has no type (a subscription must say RawMessageDelivery)",
  );
};

const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, "");

const unknownness = (type: string, contracts: readonly EventContract[]): string =>
  contracts.some((contract) => withoutVersion(contract.type) === withoutVersion(type))
    ? "the version of the event is not known here"
    : "the type of the event is not known here";
