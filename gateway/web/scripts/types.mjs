// Makes the types of the API from the contracts of the services, into src/api/generated.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { parse, stringify } from "yaml";

const root = new URL("../../../", import.meta.url);
const into = new URL("../src/api/generated/", import.meta.url);
const contracts = {
  auth: new URL("auth-service/contracts/openapi.yaml", root),
  rooms: new URL("room-service/contracts/openapi.yaml", root),
  messages: new URL("message-service/contracts/openapi.yaml", root),
  media: new URL("media-service/contracts/openapi.yaml", root),
  realtime: realtime(new URL("gateway/contracts/asyncapi.yaml", root)),
};

/** AsyncAPI's schemas are JSON Schema too: as components of an OpenAPI document the same tool reads them. */
function realtime(contract) {
  const { info, components } = parse(readFileSync(contract, "utf8"));
  const document = stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas: components.schemas } });
  const services = fileURLToPath(root);
  return document.replaceAll("../../", services);
}

mkdirSync(into, { recursive: true });
for (const [name, contract] of Object.entries(contracts)) {
  writeFileSync(new URL(`${name}.ts`, into), astToString(await openapiTS(contract)));
}
