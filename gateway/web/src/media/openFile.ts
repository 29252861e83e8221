import type { Link } from "@/api/types";
import { http } from "@/api/http";

/** What downloading needs to know of a file. */
export interface Wanted {
  id: string;
  name: string;
  contentType: string;
}

async function linkTo(id: string): Promise<string> {
  return (await http.get<Link>(`/attachments/${id}/link`)).data.url;
}

/**
 * Opens a file in a tab of its own, by its link. The tab opens with the press, before the link is known: browsers keep later ones shut.
 *
 * @throws what `problemOf` understands; then the tab is gone again
 */
export async function openInTab(id: string): Promise<void> {
  const tab = window.open("", "_blank");
  if (tab) {
    tab.opener = null;
  }
  try {
    const url = await linkTo(id);
    if (tab) {
      tab.location.replace(url);
    } else {
      follow(url);
    }
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/**
 * Saves a file. What the store only ever gives as a download is simply gone to; what it shows is fetched first, because a browser saves
 * another origin's files only when they come from here. Where it may not be fetched, it opens in a tab.
 */
export async function download({ id, name, contentType }: Wanted): Promise<void> {
  const url = await linkTo(id);
  const isOurs = new URL(url, location.href).origin === location.origin;
  if (isOurs || contentType === "application/octet-stream") {
    follow(url, name);
    return;
  }
  let blob: Blob;
  try {
    const answer = await fetch(url);
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    blob = await answer.blob();
  } catch {
    follow(url);
    return;
  }
  const kept = URL.createObjectURL(blob);
  follow(kept, name);
  setTimeout(() => URL.revokeObjectURL(kept), LONG_ENOUGH_MS);
}

const LONG_ENOUGH_MS = 60_000;

function follow(url: string, name?: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.rel = "noopener noreferrer";
  if (name === undefined) {
    link.target = "_blank";
  } else {
    link.download = name;
  }
  document.body.append(link);
  link.click();
  link.remove();
}
