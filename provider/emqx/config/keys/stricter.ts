import type { HoconValue } from "../hocon/tree";
import { isShort } from "./leaves/addresses";
import type { Reading } from "./leaves/reading";
import type { KeyType } from "./lists";

/**
 * What EMQX takes and the package does not, all of it: what would be read as something that nobody means. Everything else that
 * EMQX takes is taken.
 */
export interface StricterKind {
    readonly name: string;
    /** Why a person would not want it taken, as a sentence. */
    readonly because: string;
    applies(given: Given): boolean;
    /** What to write instead. */
    readonly remedy: string;
}

/** Kinds that are found while a value is read, and not by what is read. */
function found(name: string, because: string): StricterKind {
    return { name, because, applies: () => false, remedy: "" };
}

interface Given {
    readonly type: KeyType;
    readonly value: HoconValue;
    /** What EMQX reads. */
    readonly reads: Reading;
}

const SIZES = ["size", "words"];
const TIMES = ["duration", "durationSeconds", "durationText"];
const RATES = ["rate", "burst", "burstRate"];
const BLOCKS = ["map", "textMap", "term"];

export const STRICTER: readonly StricterKind[] = [
    {
        name: "list for a text",
        because: "EMQX reads an empty list as an empty text, and a list of numbers as their characters.",
        applies: ({ type, value }) => value.kind === "list" && isLeaf(type) && !takesLists(type),
        remedy: 'write a text, e.g. "..."',
    },
    {
        name: "number in Erlang's spelling",
        because: "EMQX reads 1_000, 16#ff and $a as Erlang does; digits say the same to everybody.",
        applies: ({ type, value }) =>
            value.kind === "text" &&
            isNumber(type) &&
            !/^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value.text),
        remedy: "write the number with digits alone",
    },
    {
        name: "Erlang term in a text",
        because: 'EMQX reads "[]" and "#{}" in quotes as an empty list and an empty block.',
        applies: ({ type, value }) =>
            value.kind === "text" && (isLeaf(type, BLOCKS) || isLeaf(type, ["indexSpecs"])),
        remedy: "write a list or a block without quotes",
    },
    {
        name: "negative size",
        because: "A size below nothing switches nothing off: EMQX compares sizes with it as a number.",
        applies: ({ type, reads }) => isLeaf(type, SIZES) && typeof reads === "bigint" && reads < 0n,
        remedy: 'write a size such as "1MB"',
    },
    {
        name: "negative time",
        because: "A time before now is no waiting time: EMQX's timers would end at once, or fail.",
        applies: ({ type, reads }) => isLeaf(type, TIMES) && typeof reads === "bigint" && reads < 0n,
        remedy: 'write a time such as "15s"',
    },
    {
        name: "something in front of a percentage",
        because: 'EMQX looks at the end of the text alone: "-1%" is 1%.',
        applies: ({ type, value }) =>
            isLeaf(type, ["percent"]) && value.kind === "text" && !/^\d+(\.\d+)?%$/.test(value.text),
        remedy: 'write a percentage such as "80%"',
    },
    {
        name: "fraction above one",
        because: "EMQX takes 1.5 for 150%, which nothing can reach.",
        applies: ({ type, reads }) =>
            isLeaf(type, ["percent"]) && typeof reads === "number" && (reads > 1 || reads < 0),
        remedy: 'write a percentage such as "80%"',
    },
    {
        name: "rate with a fraction",
        because:
            "EMQX takes a number with a fraction as what flows in a tenth of a second, and not in a second.",
        applies: ({ type, value }) =>
            isLeaf(type, RATES) && value.kind === "number" && /[.eE]/.test(value.text),
        remedy: 'write a rate such as "1000/s" or "1MB/s"',
    },
    {
        name: "something in front of infinity",
        because: 'EMQX looks at the end of the text alone: "not infinity" is infinity.',
        applies: ({ type, value }) =>
            isLeaf(type, RATES) &&
            value.kind === "text" &&
            /infinity/.test(value.text) &&
            value.text !== "infinity",
        remedy: "write infinity",
    },
    {
        name: "address in a short form",
        because: "EMQX fills it up with zeros: 1 is 0.0.0.1.",
        applies: ({ type, reads }) =>
            isLeaf(type, ["address"]) && typeof reads === "string" && isShort(reads),
        remedy: 'write a port such as 1883, or an address and a port such as "0.0.0.0:1883"',
    },
    {
        name: "control characters",
        because: "No text of a configuration has them on purpose, and operator and kubelet alter some.",
        applies: ({ value }) => value.kind === "text" && /\p{Cc}/u.test(value.text.replace(/[\t\n\r]/g, "")),
        remedy: "leave control characters out",
    },
    found(
        "root as a single value",
        "EMQX drops EMQX_NODE=x where the operator's variables fill the same root; elsewhere it refuses the node.",
    ),
    found(
        "listening address that is none",
        "EMQX refuses it in a text and lets it pass in a variable; nodes would not find each other.",
    ),
    found(
        "name of EMQX 4",
        "EMQX 5 knows some of them, drops them without a word, and has another key for what was meant.",
    ),
    found(
        "node name without a host",
        "Every pod would get the same name, and one without @ and host ends its boot in a cluster.",
    ),
    found(
        "text that the operator cannot read",
        "The operator reads a whole text first, and stops at a number beyond 64 bits, a name of one sign and a line separator.",
    ),
    found(
        "deep nesting",
        "Beyond 500 levels, or 2,000 references, a text is a mistake or an attempt to fill the memory.",
    ),
    found(
        "included file",
        "There is no file beside the text in the cluster, and EMQX leaves it out without a word.",
    ),
    found(
        "secret in clear",
        "The operator copies the text into a ConfigMap, which more people may read than a Secret.",
    ),
];

export function stricterThanEmqx(given: Given): StricterKind | undefined {
    return STRICTER.find((kind) => kind.applies(given));
}

function isLeaf(type: KeyType, names?: readonly string[]): boolean {
    return type.kind === "leaf" && (names === undefined || names.includes(type.name));
}

function takesLists(type: KeyType): boolean {
    return isLeaf(type, ["commaTexts", "commaAtoms", "indexSpec", "term"]);
}

function isNumber(type: KeyType): boolean {
    return (
        type.kind === "leaf" &&
        (/^\d+\.\./.test(type.name) || ["integer", "number", "float"].includes(type.name))
    );
}
