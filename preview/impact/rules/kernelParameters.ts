import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import { RESERVED_PORTS } from "../../../provider/nodes/kernel/reservedPorts";
import type { ResourceChange, Snapshot } from "../../changes/change";
import type { WireObject } from "../../monitor/wire";
import type { KernelParameterChange } from "../facts/kernelCause";
import { listAt, pathNames, textAt } from "./values";

/** What a pool writes onto its nodes, read back from its scripts (nodes/kernel/userData.ts, preUserData.ts). */
const LINE = /^key (?:least|exact) (\S+) (.+)$/gm;
const HASHSIZE = /nf_conntrack hashsize=(\d+)/;
const FILES = /^LimitNOFILE=(\d+)/m;
const SHARE = /\$\(\(pages \/ (\d+)\)\)/g;

/** Parameters of a pool's nodes that differ; undefined where a side's scripts are not known. */
export function nodeParameterChanges(before: Snapshot, after: Snapshot): KernelParameterChange[] | undefined {
    const [old, now] = [parametersIn(before.side.inputs), parametersIn(after.side.inputs)];
    return old === undefined || now === undefined ? undefined : differing(old, now);
}

function parametersIn(inputs: WireObject): Map<string, string> | undefined {
    const scripts = ["preUserData", "userData"].flatMap((field) => textAt(inputs, field) ?? []);
    if (scripts.length < 2) return undefined;
    const text = scripts.map((script) => Buffer.from(script, "base64").toString("utf8")).join("\n");
    const found = new Map(
        [...text.matchAll(LINE)].map(([, key = "", value = ""]): [string, string] => [key, spelled(value)]),
    );
    const others = { conntrackHashsize: HASHSIZE.exec(text)?.[1], nofile: FILES.exec(text)?.[1] };
    for (const [key, value] of Object.entries(others)) if (value !== undefined) found.set(key, value);
    return found;
}

/** As the profile has it: without quotes, and shares of the node's memory by name. */
function spelled(value: string): string {
    return value.replace(/^(['"])(.*)\1$/, "$2").replaceAll(SHARE, "memory/$1");
}

/** Parameters of a role's pods that differ, but for the ports that are reserved for their listeners. */
export function podParameterChanges(
    change: ResourceChange | undefined,
    line: OperatorLine | undefined,
    role: Role,
): KernelParameterChange[] {
    const lists = (change?.properties ?? []).flatMap(({ path }) => {
        const names = pathNames(path);
        const at = names.indexOf("sysctls");
        return at < 0 || line?.field(names).role !== role ? [] : [names.slice(0, at + 1)];
    });
    const [list] = lists;
    if (list === undefined) return [];
    const values = (side: "before" | "after") =>
        new Map(
            listAt(change?.[side]?.inputs, ...list)
                .map((entry): [string, string] => [textAt(entry, "name") ?? "", textAt(entry, "value") ?? ""])
                .filter(([name]) => name !== RESERVED_PORTS),
        );
    return differing(values("before"), values("after"));
}

/** Entries that are not the same in both, by key. */
export function differing(
    old: ReadonlyMap<string, string>,
    now: ReadonlyMap<string, string>,
): KernelParameterChange[] {
    return [...new Set([...old.keys(), ...now.keys()])]
        .filter((key) => old.get(key) !== now.get(key))
        .map((key) => {
            const [from, to] = [old.get(key), now.get(key)];
            return { key, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
        })
        .sort((a, b) => (a.key < b.key ? -1 : 1));
}
