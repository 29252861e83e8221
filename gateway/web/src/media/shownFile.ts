import type { MessageFile } from "@/api/types";
import type { LocalFile, Message } from "@/messages/model";
import { isShownImage, isShownVideo } from "./fileKind";

/** A file as it is shown: one of the server's, or one that is on its way there. */
export interface ShownFile {
  key: string;
  /** The attachment's; absent while it is on its way. */
  id?: string;
  local?: LocalFile;
  name: string;
  /** In bytes. */
  size: number;
  contentType: string;
  /** Of an image in pixels. */
  width?: number;
  height?: number;
  blurhash?: string;
  /** Of the message that it is in. */
  seq?: number;
  roomId?: string;
}

/** The files of a message in its order. */
export function filesOf(message: Message): ShownFile[] {
  return message.files.length > 0
    ? message.files.map((file) => ofServer(file, message.roomId, message.seq))
    : message.localFiles.map(ofHere);
}

export function ofServer(file: MessageFile, roomId: string, seq: number | undefined): ShownFile {
  return { ...file, key: file.id, roomId, ...(seq === undefined ? {} : { seq }) };
}

function ofHere(local: LocalFile): ShownFile {
  return { key: local.id, local, name: local.name, size: local.size, contentType: local.contentType };
}

/** Whether it is shown as a picture, on which one comes closer. */
export function isPicture(file: ShownFile): boolean {
  return isShownImage(file.contentType) && (!file.local || file.local.previewUrl !== undefined);
}

export function isFilm(file: ShownFile): boolean {
  return isShownVideo(file.contentType) && (!file.local || file.local.previewUrl !== undefined);
}
