/** A tree that is printed as part of a program: plain values, and the two kinds of leaves below. */
export type Shown = unknown;

/** A secret that the printed program takes from the stack's configuration, and that stands nowhere in what is printed. */
export class FromConfig {
    constructor(
        /** Key in the configuration. */
        public readonly key: string,
        /** What prints the value that the cluster has, for a shell; undefined where only a person knows it. */
        public readonly command?: string,
        public readonly is: "text" | "object" = "text",
    ) {}
}

/** A member of one of the package's enums. */
export class EnumMember {
    constructor(
        public readonly type: string,
        public readonly member: string,
        public readonly value: string,
    ) {}
}

/** The member of an enum that has this value. */
export function memberOf(type: string, members: Record<string, string>, value: string): EnumMember {
    const [member = value] = Object.entries(members).find(([, other]) => other === value) ?? [];
    return new EnumMember(type, member, value);
}

/** The same for a plan, in which a secret is what becomes known later. */
export function planned(shown: Shown): unknown {
    if (shown instanceof FromConfig) return Promise.resolve("");
    if (shown instanceof EnumMember) return shown.value;
    if (Array.isArray(shown)) return shown.map(planned);
    if (typeof shown !== "object" || shown === null) return shown;
    return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, planned(value)]));
}

/** A tree of inputs by name. */
export type Inputs = Record<string, Shown>;

/** Inputs without those that say nothing. */
export function withoutEmpty(inputs: Inputs): Inputs {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: Shown): boolean {
    if (value === undefined) return true;
    if (
        typeof value !== "object" ||
        value === null ||
        value instanceof FromConfig ||
        value instanceof EnumMember
    )
        return false;
    return Object.keys(value).length === 0;
}

/** All leaves of a kind. */
export function leavesOfKind<T>(shown: Shown, kind: new (...args: never[]) => T): T[] {
    if (shown instanceof kind) return [shown];
    return typeof shown === "object" && shown !== null
        ? Object.values(shown).flatMap((inner) => leavesOfKind(inner, kind))
        : [];
}

/** `EMQX_LOG__FILE` as a key of the configuration: `emqxLogFile`. */
export function configKey(name: string): string {
    const words = name
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(Boolean);
    return words.map((word, i) => (i === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join("");
}
