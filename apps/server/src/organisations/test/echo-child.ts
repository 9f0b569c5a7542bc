/** Stands in for the server of an organisation: tells what it was asked, and ends when told to. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Says what came, to whoever asked. */
async function tell(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/end") process.exit(7);
  const body = await text(request);
  const { VALLGRAV_HOME: home, VALLGRAV_PROXY: proxy, VALLGRAV_SECRET: secret } = process.env;
  const cookies = ["set-cookie", "a=1", "set-cookie", "b=2"];
  const type = ["content-type", "application/json"];
  response.writeHead(request.url === "/teapot" ? 418 : 200, [...type, ...cookies]);
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, headers, body, home, proxy, secret }));
}

const server = createServer((request, response) => void tell(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null)
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.once("disconnect", () => process.exit(0));
