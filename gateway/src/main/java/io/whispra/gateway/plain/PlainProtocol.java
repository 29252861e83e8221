package io.whispra.gateway.plain;

import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Application;
import io.whispra.gateway.socket.SocketProperties;
import tools.jackson.databind.json.JsonMapper;

/** What all plain connections share. */
record PlainProtocol(Application application, Answers answers, JsonMapper json, SocketProperties properties) {}
