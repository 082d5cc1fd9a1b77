import { compareVersions } from "../../../provider/naming/versionNumbers";

/** Where a key stands. */
export interface Place {
    readonly path: readonly string[];
    /** Members of unions that it is of. */
    readonly members: readonly string[];
    /** `5.8` */
    readonly minor: string;
}

/**
 * Whether a key is meant by a pattern: the end of its path, from the root with `^` in front; `*` stands for a name or a part of
 * one; what is behind `@` begins the name of a member of a union, with or without the schema that it is of; `5.7:` in front
 * limits it to a minor, `5.8+:` to a minor and the later ones.
 */
export function matches(pattern: string, { path, members, minor }: Place): boolean {
    const [, of = minor, later, where = ""] = /^(?:(\d\.\d+)(\+?):)?(.*)$/.exec(pattern) ?? [];
    if (later === "+" ? compareVersions(minor, of) < 0 : minor !== of) return false;
    const [names = "", member] = where.split("@");
    const wanted = names.replace("^", "").split(".");
    const end = names.startsWith("^") ? path : path.slice(-wanted.length);
    if (end.length !== wanted.length || !wanted.every((name, i) => fits(name, end[i] as string)))
        return false;
    return (
        member === undefined ||
        members.some((one) => one.startsWith(member) || one.split(":")[1]?.startsWith(member))
    );
}

function fits(wanted: string, name: string): boolean {
    const at = wanted.indexOf("*");
    if (at < 0) return wanted === name;
    return name.startsWith(wanted.slice(0, at)) && name.endsWith(wanted.slice(at + 1));
}
