import { BOTH_ROLES } from "../../../../provider/emqx/lines/line/fields";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { ResourceChange } from "../../../changes/change";
import type { Effect, Subject } from "../../facts/effect";
import { worst } from "../../facts/level";
import type { Rollout } from "../../facts/rollout";
import type { Cluster } from "../clusters";
import { effect } from "../context";
import { changedVariables, subjectOfVariable } from "./variables";

/** An object that another operator line takes over, whatever else differs in it. */
export function lineChanged(
    change: ResourceChange,
    { name, before, lineBefore }: Cluster,
    line: OperatorLine,
    rollout: Rollout | undefined,
): Effect {
    return effect(change, {
        subject: "identity",
        level: before === undefined ? "reconnect" : worst(["rolling", rollout?.level ?? "rolling"]),
        certain: rollout?.certain ?? false,
        fact: {
            kind: "lineChanged",
            thing: { name },
            ...(lineBefore === undefined ? {} : { from: lineBefore.id }),
            to: line.id,
        },
        line,
        ...(rollout === undefined ? {} : { rollout: rollout.urn, seconds: rollout.seconds }),
    });
}

/** What differs between states that are read from two lines' fields: paths say nothing then, since nearly all of them differ. */
export function differingSubjects(cluster: Cluster): [subject: Subject, rolls: readonly Role[]][] {
    const { before, after } = cluster;
    if (before === undefined || after === undefined) return [];
    const differs = (of: (state: EmqxState) => unknown) => of(before) !== of(after);
    const rolesWhere = (of: (state: EmqxState, role: Role) => unknown) =>
        BOTH_ROLES.filter((role) => differs((state) => of(state, role)));
    const found: [subject: Subject, rolls: readonly Role[]][] = [];
    if (differs(({ image }) => image)) found.push(["image", BOTH_ROLES]);
    if (differs(({ configData }) => configData)) found.push(["configuration", []]);
    if (rolesWhere(({ replicas }, role) => replicas[role]).length > 0) found.push(["replicas", []]);
    // Not every line's objects tell the size.
    const sizes = new Set([before.diskSize, after.diskSize].filter((size) => size !== undefined));
    if (differs(({ disks }) => disks) || sizes.size > 1) found.push(["storage", ["core"]]);
    const resized = rolesWhere(({ pods }, role) => `${pods[role].cpu} ${pods[role].memory}`);
    if (resized.length > 0) found.push(["resources", resized]);
    const variables = (role: Role) => changedVariables(cluster, [role]).map(subjectOfVariable);
    for (const subject of new Set(BOTH_ROLES.flatMap(variables))) {
        found.push([subject, BOTH_ROLES.filter((role) => variables(role).includes(subject))]);
    }
    return found;
}
