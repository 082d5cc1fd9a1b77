import { beginOfOutput, parameterTable, parityPage } from "./markdown";

const TABLE_BEGINS = "<!-- parameters begin: made by `npm run docs:kernel` -->";
const TABLE_ENDS = "<!-- parameters end -->";
const OUTPUT_BEGINS = "<!-- output begin: made by `npm run docs:kernel` -->";
const OUTPUT_ENDS = "<!-- output end -->";

/** A page of docs/, and how its text follows from what is in the file now. */
export interface GeneratedPage {
    readonly file: string;
    readonly text: (now: string) => string;
}

/** Pages made from the kernel profile's table, wholly or between two marks. */
export const KERNEL_PAGES: readonly GeneratedPage[] = [
    { file: "docs/kernel-parity.md", text: () => parityPage() },
    {
        file: "docs/kernel.md",
        text: (now) => {
            const output = `\`\`\`\n${beginOfOutput()}\n\`\`\``;
            return between(
                between(now, TABLE_BEGINS, TABLE_ENDS, parameterTable()),
                OUTPUT_BEGINS,
                OUTPUT_ENDS,
                output,
            );
        },
    },
];

function between(now: string, begins: string, ends: string, text: string): string {
    const begin = now.indexOf(begins);
    const end = now.indexOf(ends);
    if (begin < 0 || end < begin) {
        throw new Error(`docs/kernel.md needs the lines "${begins}" and "${ends}".`);
    }
    return `${now.slice(0, begin + begins.length)}\n\n${text}\n\n${now.slice(end)}`;
}
