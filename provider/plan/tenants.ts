import type * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import type { Problems } from "../validation/problems";
import { checkTenants, type Tenancy, type Tenant } from "./sharedCluster";
import type { StackPlan } from "./stackPlan";

/** Parts of Pulumi's run-time that are not in its type declarations. */
interface State {
    getStore(): { settings: { monitor?: object; options: { monitorAddr?: string } } };
}

/** A stack's place among those that its program has made before it. */
export interface Place {
    /** Adds what this one cannot make as well; gives back its plan. */
    readonly checked: (plan: StackPlan, problems: Problems) => StackPlan;
    /** From then on it stands before others. Its cluster is known by this output as well, which another stack may be given. */
    readonly take: (plan: StackPlan, clusterId: pulumi.Output<string>) => void;
}

export function placeOf(name: string, args: EmqxOnAckArgs | undefined): Place {
    const tenants = tenantsSoFar();
    const others = [...tenants];
    // An Output is known by itself, as the user wrote it.
    const given = args?.existingCluster?.clusterId;
    const idsOf = ({ clusterId }: Tenancy) =>
        new Set<unknown>([given, clusterId].filter((id) => id !== undefined));
    return {
        checked: (plan, problems) => {
            checkTenants(problems, { ...plan.tenancy, name, clusterIds: idsOf(plan.tenancy) }, others);
            return plan;
        },
        take: ({ tenancy }, clusterId) => {
            const clusterIds = idsOf(tenancy).add(clusterId);
            clusterId.apply((id) => clusterIds.add(id));
            tenants.push({ ...tenancy, name, clusterIds });
        },
    };
}

/**
 * The stacks that one deployment has made so far: of a program, or of the plugin, whose process may serve several deployments. One
 * is told by its monitor's address, and where that is no address, as in tests with mocks, by the monitor itself.
 */
const BY_ADDRESS = new Map<string, Tenant[]>();
const BY_MONITOR = new WeakMap<object, Tenant[]>();

function tenantsSoFar(): Tenant[] {
    const { settings } = (state as unknown as State).getStore();
    const address = settings.options.monitorAddr;
    if (address?.includes(":")) return kept(BY_ADDRESS, address);
    return kept(BY_MONITOR, settings.monitor ?? settings);
}

interface Lists<K> {
    get(key: K): Tenant[] | undefined;
    set(key: K, list: Tenant[]): unknown;
}

function kept<K>(lists: Lists<K>, key: K): Tenant[] {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
}
