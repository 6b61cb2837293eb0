/** nginx with a configuration, temporary files and a port of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import type { WebCache } from "./web-cache.ts";

const userAgent = "nginx";

/** Kept files stay open, and connections last: whatever makes hits faster is on, and all else as it is by itself. */
const configuration = (folder: string, port: number, originPort: number): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes auto;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/cache keys_zone=bench:1m inactive=1h;
  proxy_cache bench;
  proxy_cache_lock on;
  proxy_set_header User-Agent ${userAgent};
  add_header X-Cache $upstream_cache_status;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://127.0.0.1:${originPort}; }
    # Makes what is large faster, and what is small slower.
    location /asset.js { sendfile on; proxy_pass http://127.0.0.1:${originPort}; }
  }
}
`;

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });

export const startNginx = async (program: string, originPort: number): Promise<WebCache> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "skein-bench-nginx-"));
  const port = await freePort();
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, configuration(folder, port, originPort));
  const nginx = spawn(program, ["-p", folder, "-c", file, "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  nginx.stderr.on("data", (chunk) => (said += chunk));
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const settle = () => {
      ended = true;
      resolve();
    };
    nginx.once("exit", settle);
    nginx.once("error", ({ message }) => {
      said += message;
      settle();
    });
  });
  const close = async () => {
    if (!ended) nginx.kill("SIGTERM");
    await end;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!(await takesConnections(port))) {
    if (ended) {
      await close();
      throw new Error(`nginx did not start:\n${said}`);
    }
    await sleep(50);
  }
  return { name: "nginx", url: `http://127.0.0.1:${port}`, pid: nginx.pid ?? 0, userAgent, close };
};
