import { io } from "socket.io-client";

/** As much of a socket as the connection needs: what a test gives it in its place. */
export interface Socket {
  on(event: string, handler: (data: unknown) => void): unknown;
  emitWithAck(event: string, data: unknown): Promise<unknown>;
  connect(): unknown;
  disconnect(): unknown;
}

/** How sockets are made. */
export type OpenSocket = (token: string) => Socket;

/** One socket that tries once: when to come back is the connection's affair. */
export const openSocket: OpenSocket = (token) =>
  io({
    auth: { token },
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    timeout: 10_000,
    ackTimeout: 15_000,
    retries: 0,
  });
