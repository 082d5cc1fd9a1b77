import { instanceFacts } from "../alibaba/instanceTypes";
import { asksClients } from "../emqx/config/authentication";
import { resolveListeners } from "../emqx/listeners/listeners";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { EXPOSED } from "../loadBalancer/exposure";
import { isPlain } from "../validation/conform";

/** What of the whole stack a person should read before an update, and what no single link could know. */
export function stackWarnings(args: EmqxOnAckArgs): string[] {
    return [...openToEverybody(args), ...noWayToImages(args), ...unknownMachines(args)];
}

/** A type that is newer than the tables, or misspelt: the cloud tells which only after the first resources are made. */
function unknownMachines({ corePool, replicantPool, kernel = {} }: EmqxOnAckArgs): string[] {
    if (kernel.memoryGiB !== undefined && kernel.vcpus !== undefined) return [];
    const pools = Object.entries({ corePool, replicantPool });
    return pools.flatMap(([pool, given]) =>
        (given?.instanceTypes ?? [])
            .filter((type) => instanceFacts(type) === undefined)
            .map(
                (type) =>
                    `${pool}.instanceTypes has "${type}", of a family that this package does not know: if ACK has no such type, no node comes. If it has, write kernel.memoryGiB and kernel.vcpus, by which the kernel's parameters are made.`,
            ),
    );
}

function openToEverybody({ emqx = {}, loadBalancer }: EmqxOnAckArgs): string[] {
    if (!loadBalancer?.exposeToInternet) return [];
    const { config = "", environment = {}, secretEnvironment = {} } = emqx;
    const variables = [...Object.keys(environment), ...Object.keys(secretEnvironment)];
    const asking = resolveListeners(emqx.listeners).filter(({ exposed }) => exposed);
    // Who has to show a certificate is known by it.
    if (asking.every(({ verifyClient }) => verifyClient)) return [];
    const asks = asksClients(isPlain(config) ? config : "", variables);
    if (asks === true) return [];
    // What is not known yet may ask.
    if (asks === undefined || !isPlain(config)) return [EXPOSED];
    return [
        "The internet reaches EMQX (loadBalancer.exposeToInternet), and neither emqx.config nor the environment names an authenticator: EMQX then lets everybody connect, publish and subscribe. Write authentication in emqx.config, or verifyClient: true on every listener that is exposed, unless authenticators were made in the dashboard.",
    ];
}

/** A VPC that the stack makes has no other way to a public registry. */
function noWayToImages({ newCluster, imageRegistry }: EmqxOnAckArgs): string[] {
    if (newCluster?.natGateway !== false || imageRegistry !== undefined) return [];
    return [
        "newCluster.natGateway is false, and imageRegistry is not given: nodes without a way to the internet cannot pull the images of EMQX, its operator and cert-manager, and the update waits in vain. Write imageRegistry, a registry inside the VPC that has them, or leave natGateway out, unless the VPC gets another way out.",
    ];
}
