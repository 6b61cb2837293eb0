/** Preloaded into servers that would listen on every interface: whatever they ask for, they get 127.0.0.1. */
import net from "node:net";

const loopback = "127.0.0.1";
const listen = net.Server.prototype.listen;

const onLoopback = ([first, ...rest]: readonly unknown[]): unknown[] => {
  if (typeof first === "object" && first !== null) return [{ ...first, host: loopback }, ...rest];
  return [first, loopback, ...rest.filter((one) => typeof one !== "string")];
};

net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
  return Reflect.apply(listen, this, onLoopback(args));
};
