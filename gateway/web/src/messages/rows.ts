import type { Folded } from "@/messages/fold";
import type { Item } from "@/messages/model";

/** An item of a window, and the message behind it as the log has it. */
export interface Row {
  seq: number;
  item: Item;
  folded?: Folded;
}

/** Rows in the order of their seqs. */
export class Rows {
  list: Row[] = [];

  get first(): number | undefined {
    return this.list[0]?.seq;
  }

  get last(): number | undefined {
    return this.list.at(-1)?.seq;
  }

  get(seq: number): Row | undefined {
    const row = this.list[this.indexFrom(seq)];
    return row?.seq === seq ? row : undefined;
  }

  /** The index of the first row that is not before this seq. */
  indexFrom(seq: number): number {
    let from = 0;
    let to = this.list.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.list[middle] as Row).seq < seq) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
