import type { Fact } from "../facts/fact";
import { listed } from "./wording";

/** What changes, with the name of the thing apart, so that what is alike of several things can be said once. */
export interface Heading {
    /** `node pool` */
    readonly lead?: string;
    /** `mqtt-core` */
    readonly thing: string;
    /** `of 3`: said once where several things have the same. */
    readonly size?: string;
    /** `created` */
    readonly tail?: string;
}

export function headingText(what: Heading | string): string {
    return typeof what === "string" ? what : assembled(what, sized(what));
}

function assembled({ lead, tail }: Heading, thing: string): string {
    return [lead, thing, tail].filter((part) => part !== undefined).join(" ");
}

function sized({ thing, size }: Heading): string {
    return size === undefined ? thing : `${thing} ${size}`;
}

/** The things of headings that are alike else. */
function things(headings: readonly Heading[], limit: number): string {
    const [first, ...others] = headings.map(({ size }) => size);
    if (first === undefined || others.some((size) => size !== first)) {
        return listed([...new Set(headings.map(sized))], limit);
    }
    return `${listed([...new Set(headings.map(({ thing }) => thing))], limit)} ${first}`;
}

/** A fact with its heading. */
export interface Headed {
    readonly fact: Fact;
    readonly what: Heading | string;
}

/** Several headings in one: those of facts that differ only in their thing, or in who uses it, become one. */
export function together(headed: readonly Headed[], limit = 4): string {
    const alike = new Map<string, Headed[]>();
    for (const one of headed) {
        const key = kinship(one.fact);
        alike.set(key, [...(alike.get(key) ?? []), one]);
    }
    const texts = [...alike.values()].map((group) => {
        const headings = group.flatMap(({ what }) => (typeof what === "string" ? [] : [what]));
        const last = headings.at(-1);
        if (last === undefined || headings.length < group.length) {
            return listed([...new Set(group.map(({ what }) => headingText(what)))], limit);
        }
        return assembled(last, things(headings, limit));
    });
    return listed([...new Set(texts)], limit);
}

/** The same for facts that are alike in all but their thing and its users. */
export function kinship(fact: Fact): string {
    return JSON.stringify({ ...fact, thing: undefined, users: undefined });
}
