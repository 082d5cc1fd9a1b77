import { parameterTable, parityPage } from "./markdown";

export const TABLE_BEGINS = "<!-- parameters begin: made by `npm run docs:kernel` -->";
export const TABLE_ENDS = "<!-- parameters end -->";

/** A page of docs/, and how its text follows from what is in the file now. */
export interface GeneratedPage {
    readonly file: string;
    readonly text: (now: string) => string;
}

/** Pages made from the kernel profile's table, wholly or between two marks. */
export const KERNEL_PAGES: readonly GeneratedPage[] = [
    { file: "docs/kernel-parity.md", text: () => parityPage() },
    { file: "docs/kernel.md", text: withTable },
];

function withTable(now: string): string {
    const begin = now.indexOf(TABLE_BEGINS);
    const end = now.indexOf(TABLE_ENDS);
    if (begin < 0 || end < begin) {
        throw new Error(
            `docs/kernel.md needs the lines "${TABLE_BEGINS}" and "${TABLE_ENDS}" around its table.`,
        );
    }
    return `${now.slice(0, begin + TABLE_BEGINS.length)}\n\n${parameterTable()}\n\n${now.slice(end)}`;
}
