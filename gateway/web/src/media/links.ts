import { defineStore } from "pinia";
import { onScopeDispose, type Ref, ref, watch } from "vue";
import { http } from "@/api/http";
import type { Link } from "@/api/types";
import { useSession } from "@/auth/session";

export type Variant = "original" | "small" | "large";

interface Known {
  url: string;
  /** Of this client's clock, in milliseconds. */
  goodUntil: number;
}

/** A link is asked for anew when less than this is left of it, in milliseconds. */
const MARGIN = 30_000;
/** Used when a link does not say when it ends: shorter than any. */
const MOST = 500;

/** Links to files, each asked for once while it is good. */
const useLinks = defineStore("links", () => {
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<string>>();

  function link(id: string, variant: Variant, renewed = false): Promise<string> {
    const key = `${id}/${variant}`;
    const there = known.get(key);
    if (there && !renewed && there.goodUntil > Date.now()) {
      return Promise.resolve(there.url);
    }
    const asking = asked.get(key) ?? ask(key, id, variant).finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking;
  }

  async function ask(key: string, id: string, variant: Variant): Promise<string> {
    const { data } = await http.get<Link>(`/attachments/${id}/link`, { params: { variant } });
    known.delete(key);
    known.set(key, { url: data.url, goodUntil: Date.parse(data.expiresAt) - MARGIN });
    if (known.size > MOST) {
      known.delete(known.keys().next().value as string);
    }
    return data.url;
  }

  const goodUntil = (id: string, variant: Variant) => known.get(`${id}/${variant}`)?.goodUntil;

  useSession().whenOver(() => {
    known.clear();
    asked.clear();
  });
  return { link, goodUntil };
});

/**
 * The address of a file, or of its small or large picture. It lives for minutes: who keeps it longer (a player that seeks) calls `renew` when
 * it fails.
 */
export function useLink(id: Ref<string | undefined>, variant: Ref<Variant> = ref("original")) {
  const links = useLinks();
  const url = ref<string>();
  const failed = ref(false);
  let wanted = 0;

  async function fetch(renewed: boolean): Promise<void> {
    const mine = ++wanted;
    failed.value = false;
    if (!id.value) {
      url.value = undefined;
      return;
    }
    try {
      const found = await links.link(id.value, variant.value, renewed);
      if (mine === wanted) {
        url.value = found;
      }
    } catch {
      if (mine === wanted) {
        failed.value = true;
      }
    }
  }

  watch(
    [id, variant],
    ([now], [before]) => {
      if (now !== before) {
        url.value = undefined;
      }
      void fetch(false);
    },
    { immediate: true },
  );
  onScopeDispose(() => wanted++);

  return { url, failed, renew: () => fetch(true) };
}
