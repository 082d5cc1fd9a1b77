import {
    API_KEY_VARIABLES,
    LICENSE_VARIABLES,
    NODE_COOKIE_VARIABLE,
} from "../../../../provider/emqx/config/variables";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import { LISTENER_VARIABLES } from "../../../../provider/emqx/listeners/variables";
import type { Subject } from "../../facts/effect";
import type { Cluster } from "../clusters";

/** What variables are about, by the start of their names. */
const SUBJECTS: readonly (readonly [start: string, subject: Subject])[] = [
    [LICENSE_VARIABLES, "license"],
    [LISTENER_VARIABLES, "listeners"],
    [API_KEY_VARIABLES, "api keys"],
    [NODE_COOKIE_VARIABLE, "cookie"],
];

export function subjectOfVariable(name: string): Subject {
    return SUBJECTS.find(([start]) => name.startsWith(start))?.[1] ?? "environment";
}

/** Told under a subject of its own, and not as environment. */
export function isOfItsOwn(name: string): boolean {
    const subject = subjectOfVariable(name);
    return subject !== "environment" && subject !== "cookie";
}

/** Names of the variables of these roles that came, went or have another value, in order for each role. */
export function changedVariables(cluster: Cluster, roles: Iterable<Role>): string[] {
    return [...new Set([...roles].flatMap((role) => changedOf(cluster, role)))];
}

function changedOf({ before, after }: Cluster, role: Role): string[] {
    const old = before?.environment[role] ?? new Map<string, string | undefined>();
    const wanted = after?.environment[role] ?? new Map<string, string | undefined>();
    return [...new Set([...old.keys(), ...wanted.keys()])]
        .filter((name) => old.has(name) !== wanted.has(name) || old.get(name) !== wanted.get(name))
        .sort();
}
