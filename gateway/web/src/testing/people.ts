import { AxiosError } from "axios";
import { vi } from "vitest";
import { http } from "@/api/http";
import { bare } from "@/auth/tokens";
import { kept } from "@/offline/database";
import { usePeople } from "@/people/people";

/** Nobody answers what is asked of the services. */
export function alone(): void {
  bare.defaults.adapter = http.defaults.adapter = (config) =>
    Promise.reject(new AxiosError("Network Error", AxiosError.ERR_NETWORK, config));
}

/** Has this client know these people, by id, from its cache. */
export async function know(names: Record<string, string>): Promise<void> {
  alone();
  const people = usePeople();
  for (const [id, name] of Object.entries(names)) {
    await kept((db) => db.put("people", { id, name, deleted: false }), "");
    people.person(id);
  }
  await vi.waitFor(() => {
    if (!Object.keys(names).every((id) => people.person(id))) {
      throw new Error("not yet known");
    }
  });
}
