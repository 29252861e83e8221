// Holds stock Socket.IO clients and does as it is told, one JSON object a line:
//   {"do": "connect", "client", "url", "token", "options"}   {"do": "emit", "client", "ack", "event", "data"}   {"do": "close", "client"}
// and reports, one JSON object a line:
//   {"client", "event", "data"}   {"client", "ack", "data"}
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const sockets = new Map();
const report = (line) => process.stdout.write(JSON.stringify(line) + "\n");

const commands = {
  connect({ client, url, token, options }) {
    const socket = io(url, { forceNew: true, transports: ["websocket"], auth: { token }, ...options });
    sockets.set(client, socket);
    socket.onAny((event, data) => report({ client, event, data }));
    socket.on("connect", () => report({ client, event: "connect", data: {} }));
    socket.on("connect_error", (error) =>
      report({ client, event: "connect_error", data: { message: error.message, problem: error.data } }));
    socket.on("disconnect", (reason) => report({ client, event: "disconnect", data: { reason } }));
  },
  emit({ client, ack, event, data }) {
    sockets.get(client).emit(event, data, (answer) => report({ client, ack, data: answer }));
  },
  close({ client }) {
    sockets.get(client)?.disconnect();
    sockets.delete(client);
  },
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const command = JSON.parse(line);
    commands[command.do](command);
  })
  .on("close", () => process.exit(0));
