import { BOTH_ROLES } from "../../../provider/emqx/lines/line/fields";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { KERNEL_DEFAULT } from "../../../provider/nodes/kernel";
import { STEPS } from "../../../provider/nodes/sizing";
import type { ChangeSet, ResourceChange } from "../../changes/change";
import type { KernelCause, KernelInput, KernelParameterChange, TunedFor } from "../facts/kernelCause";
import { differing, nodeParameterChanges, podParameterChanges } from "./kernelParameters";
import { neededIn, profileIn, type SizedStack, sizedStack } from "./kernelSides";
import { waysToKeep } from "./kernelWays";

/** An EMQX object on both sides, with the connections that either side was made for. */
export interface KernelCase {
    readonly line?: OperatorLine;
    readonly before: EmqxState;
    readonly after: EmqxState;
    readonly planned: { readonly before?: number; readonly after?: number };
    readonly change?: ResourceChange;
}

/** Why the pools of a stack get other kernel profiles; only for those that do. */
export function kernelCauses(given: KernelCase, changes: ChangeSet): KernelCause[] {
    const old = sizedStack(given.before, given.planned.before, changes.before);
    const now = sizedStack(given.after, given.planned.after, changes.after);
    return BOTH_ROLES.flatMap((role) => {
        const [was, is] = [old.pools[role], now.pools[role]];
        if (was === undefined || is === undefined || was.hash === is.hash) return [];
        const onNodes = nodeParameterChanges(was.snapshot, is.snapshot);
        const inPods = podParameterChanges(given.change, given.line, role);
        const parameters = uniqueBy([...(onNodes ?? []), ...inPods], (one) => JSON.stringify(one));
        const inputs: KernelInput[] =
            onNodes !== undefined && parameters.length === 0
                ? [{ input: "scripts" }]
                : inputsOf(old, now, role, parameters);
        const tunedFor = tunedForOf(old, now, role);
        return [
            {
                role,
                pool: is.urn,
                parameters,
                inputs,
                ...(tunedFor ? { tunedFor } : {}),
                ways: explained(old) && explained(now) ? waysToKeep(old, now) : [],
            },
        ];
    });
}

/** Some parameters are set on the node and in the pods alike. */
function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
    return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** Whether a side's profiles are those that follow from the stack alone: nothing is written under `kernel`. */
function explained(stack: SizedStack): boolean {
    return BOTH_ROLES.every(
        (role) => stack.pools[role] === undefined || profileIn(stack, role)?.hash === stack.pools[role]?.hash,
    );
}

/** Differing inputs without which the profile would be what it was; all of them where only together they make the difference. */
function inputsOf(
    old: SizedStack,
    now: SizedStack,
    role: Role,
    found: readonly KernelParameterChange[],
): KernelInput[] {
    const [was, is] = [profileIn(old, role), profileIn(now, role)];
    if (was === undefined || is === undefined) return [];
    const unlike = DIFFERENCES.flatMap(({ of, undone }) => {
        const input = of(old, now, role);
        return input === undefined ? [] : [{ input, without: profileIn(undone(old, now, role), role)?.hash }];
    });
    const alone = unlike.filter(({ without }) => without === was.hash);
    const touching = unlike.filter(({ without }) => without !== is.hash);
    // Several that each would do hide behind one another.
    const some = [alone, touching, unlike].find((one) => one.length > 0) ?? [];
    const causes = was.hash === is.hash ? [] : some;
    // What the stack does not account for is written by the user, or was until now.
    const modelled = new Set(differing(valuesOf(was), valuesOf(is)).map((one) => JSON.stringify(one)));
    const rest = found.filter((one) => !modelled.has(JSON.stringify(one)));
    const written: KernelInput[] =
        rest.length === 0
            ? []
            : [
                  explained(now)
                      ? { input: "kernelBefore" }
                      : { input: "kernel", names: namesOf(now, role, rest) },
              ];
    return [...causes.map(({ input }) => input), ...written];
}

/** Inputs under `kernel` that give just this profile, where they are found by trying; else none. */
function namesOf(now: SizedStack, role: Role, found: readonly KernelParameterChange[]): string[] {
    const wanted = now.pools[role]?.hash;
    const parameters = Object.fromEntries(found.map(({ key, to = KERNEL_DEFAULT }) => [key, to]));
    if (profileIn(now, role, { parameters })?.hash === wanted) {
        return Object.keys(parameters).map((key) => `kernel.parameters[${JSON.stringify(key)}]`);
    }
    const step = STEPS.find(
        (connectionsPerNode) => profileIn(now, role, { connectionsPerNode })?.hash === wanted,
    );
    return step === undefined ? [] : ["kernel.connectionsPerNode"];
}

function valuesOf({ parameters }: NonNullable<ReturnType<typeof profileIn>>): Map<string, string> {
    return new Map(parameters.map(({ key, value }) => [key, value]));
}

interface Difference {
    readonly of: (old: SizedStack, now: SizedStack, role: Role) => KernelInput | undefined;
    /** The new stack with what the old one has. */
    readonly undone: (old: SizedStack, now: SizedStack, role: Role) => SizedStack;
}

const DIFFERENCES: readonly Difference[] = [
    {
        of: ({ connections: from }, { connections: to }) =>
            from === undefined || to === undefined || from === to
                ? undefined
                : { input: "connections", from, to },
        undone: ({ connections }, now) => ({ ...now, connections }),
    },
    {
        of: (old, now) => {
            const { takers } = now;
            if (old.takers !== takers) return { input: "takers", to: takers };
            const [from, to] = [old.replicas[takers], now.replicas[takers]];
            return from === to ? undefined : { input: "replicas", role: takers, from, to };
        },
        undone: ({ replicas, takers }, now) => ({ ...now, replicas, takers }),
    },
    {
        of: (old, now, role) => {
            const [from, to] = [old.pools[role]?.instanceTypes[0], now.pools[role]?.instanceTypes[0]];
            return from === undefined || to === undefined || from === to
                ? undefined
                : { input: "instanceType", role, from, to };
        },
        undone: (old, now, role) => {
            const [was, is] = [old.pools[role], now.pools[role]];
            return was === undefined || is === undefined
                ? now
                : { ...now, pools: { ...now.pools, [role]: { ...is, instanceTypes: was.instanceTypes } } };
        },
    },
    {
        of: ({ tls: from }, { tls: to }) => (from === to ? undefined : { input: "tls", to }),
        undone: ({ tls }, now) => ({ ...now, tls }),
    },
];

function tunedForOf(old: SizedStack, now: SizedStack, role: Role): TunedFor | undefined {
    if (role !== now.takers || role !== old.takers || !explained(old) || !explained(now)) return undefined;
    const [from, to] = [profileIn(old, role), profileIn(now, role)].map(
        (profile) => profile?.node.connections,
    );
    if (from === undefined || to === undefined || from === to) return undefined;
    return { from, to, neededBefore: neededIn(old), needed: neededIn(now) };
}
