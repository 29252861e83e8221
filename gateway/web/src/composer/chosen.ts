/** The most files that one message may have. */
export const MOST_FILES = 10;

export interface Refused {
  name: string;
  because: "empty" | "too-many";
}

export interface Choice {
  files: File[];
  refused: Refused[];
}

/** What becomes of the chosen files when more are chosen. */
export function choose(chosen: readonly File[], more: readonly File[]): Choice {
  const choice: Choice = { files: [...chosen], refused: [] };
  for (const file of more) {
    if (file.size === 0) {
      choice.refused.push({ name: file.name, because: "empty" });
    } else if (choice.files.length >= MOST_FILES) {
      choice.refused.push({ name: file.name, because: "too-many" });
    } else {
      choice.files.push(file);
    }
  }
  return choice;
}

/** Files of a drag or of the clipboard; folders stay out, for browsers give them as files that cannot be read. */
export function filesIn(data: DataTransfer): { files: File[]; folders: boolean } {
  const items = [...data.items].filter((item) => item.kind === "file");
  const folders = items.filter((item) => item.webkitGetAsEntry?.()?.isDirectory === true);
  const files = items
    .filter((item) => !folders.includes(item))
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
  return { files: items.length > 0 ? files : [...data.files], folders: folders.length > 0 };
}

/** The files of a paste. What office programs copy is text with a picture of it: that is meant as text. */
export function pasted(data: DataTransfer): File[] {
  const isText = data.types.includes("text/html") && data.getData("text/plain") !== "";
  return isText ? [] : filesIn(data).files;
}
