// Talks to the echo with a stock client: node echo.mjs http://host:port transport,transport
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const url = process.argv[2];
const transports = process.argv[3].split(",");
const options = { transports, forceNew: true, reconnection: false };
const echo = (namespace, auth) => io(url + namespace, { ...options, path: "/echo.io/", auth });
const chat = (auth, more) => io(url, { ...options, auth, ...more });
const event = async (socket, name) => {
  const timer = setTimeout(() => assert.fail(`no ${name} came`), 5000);
  const args = await new Promise((resolve) => socket.once(name, (...args) => resolve(args)));
  clearTimeout(timer);
  return args;
};

const scenarios = {
  async "connects with its auth, also to a custom namespace"() {
    for (const namespace of ["/", "/custom"]) {
      const socket = echo(namespace, { token: "123" });
      assert.deepEqual(await event(socket, "auth"), [{ token: "123" }]);
      assert.equal(socket.id.length, 24);
      socket.close();
    }
  },

  async "shares one connection between namespaces"() {
    const main = io(url, { path: "/echo.io/", transports });
    await event(main, "auth");
    const custom = main.io.socket("/custom");
    custom.connect();
    await event(custom, "auth");
    assert.deepEqual(await custom.emitWithAck("message-with-ack", "x"), "x");
    assert.deepEqual(await main.emitWithAck("message-with-ack", "y"), "y");
    main.close();
    custom.close();
  },

  async "comes back by itself after a refusal that passes"() {
    let tries = 0;
    const socket = io(url, { transports, forceNew: true, reconnectionDelay: 50,
      auth: (present) => present({ token: tries++ < 2 ? "busy" : "good" }) });
    await event(socket, "connect");
    assert.equal(tries, 3);
    socket.close();
  },

  async "is told of an invalid namespace"() {
    const socket = echo("/random");
    const [error] = await event(socket, "connect_error");
    assert.equal(error.message, "Invalid namespace");
    socket.close();
  },

  async "echoes text and binary"() {
    const socket = echo("/");
    await event(socket, "auth");
    const args = [1, "2", { 3: [true, null, "é😀"] }, Buffer.from([4, 5]), { deep: [Buffer.from([6])] }];
    const back = event(socket, "message-back");
    socket.emit("message", ...args);
    assert.deepEqual(await back, args);
    const acknowledged = await new Promise((resolve) => socket.emit("message-with-ack", ...args, (...all) => resolve(all)));
    assert.deepEqual(acknowledged, args);
    socket.close();
  },

  async "keeps the order of a thousand emits"() {
    const socket = echo("/");
    await event(socket, "auth");
    const answers = [];
    await Promise.all(Array.from({ length: 1000 }, (_, i) => socket.emitWithAck("n", i).then((n) => answers.push(n))));
    assert.deepEqual(answers, Array.from({ length: 1000 }, (_, i) => i));
    socket.close();
  },

  async "is admitted by the application and answered"() {
    const socket = chat({ token: "good" });
    assert.deepEqual(await event(socket, "ready"), [{ hello: "wörld" }]);
    assert.deepEqual(await socket.emitWithAck("echo", { a: [1] }), { ok: true, data: { a: [1] } });
    assert.deepEqual(await socket.emitWithAck("quiet"), { ok: true });
    const refused = await socket.emitWithAck("refuse", {});
    assert.equal(refused.ok, false);
    assert.equal(refused.error.code, "invalid");
    socket.close();
  },

  async "gets the problem when it is refused, and does not come back by itself"() {
    const socket = chat({ token: "bad" }, { reconnection: true, reconnectionDelay: 10 });
    const [error] = await event(socket, "connect_error");
    assert.equal(error.data.code, "unauthenticated");
    assert.equal(error.data.status, 401);
    assert.equal(socket.active, false);
    socket.close();
  },

  async "is told that it will not be let in again after a bad packet"() {
    const socket = chat({ token: "good" }, { reconnection: true, reconnectionDelay: 10 });
    await event(socket, "ready");
    const last = Promise.all([event(socket, "bye"), event(socket, "disconnect")]);
    socket.io.engine.write("2[\"disconnect\"]");
    const [[bye], [reason]] = await last;
    assert.equal(bye.code, 4400);
    assert.equal(reason, "io server disconnect");
    assert.equal(socket.active, false);
  },

  async "keeps the order while it upgrades"() {
    const socket = echo("/");
    const answers = [];
    socket.on("message-back", (n, attached) => answers.push(n) && assert.equal(attached.length, n % 7));
    await event(socket, "auth");
    for (let i = 0; i < 300; i++) {
      socket.emit("message", i, Buffer.alloc(i % 7));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await socket.emitWithAck("message-with-ack", "last");
    assert.deepEqual(answers, Array.from({ length: 300 }, (_, i) => i));
    assert.equal(socket.io.engine.transport.name, transports.at(-1));
    socket.close();
  },

  async "answers the pings of the server"() {
    const socket = echo("/");
    await event(socket, "auth");
    for (let i = 0; i < 3; i++) {
      await event(socket.io.engine, "ping");
    }
    assert.equal(socket.connected, true);
    socket.close();
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  await scenario();
  console.log(`ok ${name}`);
}
console.log("all", Object.keys(scenarios).length);
process.exit(0);
