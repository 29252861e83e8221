import { extensionOf } from "./fileName";

export type FileKind = "image" | "video" | "audio" | "pdf" | "archive" | "sheetlike" | "other";

const ARCHIVES = ["ZIP", "RAR", "7Z", "TAR", "GZ", "TGZ", "XZ", "BZ2", "ZST"];
const SHEETS = ["CSV", "XLS", "XLSX", "ODS", "TSV"];
/** What the server serves under its own type, and all browsers show. */
const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const VIDEOS = ["video/mp4", "video/webm"];

/** What a file is for the eye; its type counts, and its name where that says nothing. */
export function kindOf(contentType: string, name = ""): FileKind {
  const [kind = ""] = contentType.split("/", 1);
  if (kind === "image" || kind === "video" || kind === "audio") {
    return kind;
  }
  const extension = extensionOf(name);
  if (contentType === "application/pdf") return "pdf";
  if (ARCHIVES.includes(extension)) return "archive";
  return SHEETS.includes(extension) ? "sheetlike" : "other";
}

export function isShownImage(contentType: string): boolean {
  return IMAGES.includes(contentType);
}

export function isShownVideo(contentType: string): boolean {
  return VIDEOS.includes(contentType);
}
