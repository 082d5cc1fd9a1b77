import { createHash } from "node:crypto";
import type { RecordedResource } from "../../preview/monitor/graph";
import { reveal, type WireObject } from "../../preview/monitor/wire";
import { updateAnswers } from "../programs/updateAnswers";
import { touches } from "./changes";
import type { Change, Made, ResourceProvider, Wanted } from "./provider";
import type { StateEntry } from "./state";

/** Properties of cloud resources that cannot be changed; of every other one a change is made in place. */
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
    "alicloud:vpc/network:Network": ["isDefault"],
    "alicloud:vpc/switch:Switch": ["vpcId", "zoneId", "cidrBlock"],
    "alicloud:vpc/natGateway:NatGateway": ["vpcId", "vswitchId"],
};

/** Resources that exist in the state only: random values, cloud resources, providers. */
export class MadeUpResources implements ResourceProvider {
    check({ inputs }: RecordedResource): WireObject {
        return inputs;
    }

    change({ type }: StateEntry, _wanted: Wanted, paths: readonly string[]): Change {
        // Random values stay what they are for as long as nothing they are made from changes.
        const forceNew = type.startsWith("random:") ? ["*"] : (FORCE_NEW[type] ?? []);
        return { replaces: forceNew.filter((path) => touches(paths, path)), deleteFirst: false };
    }

    async create(wanted: Wanted, old?: StateEntry): Promise<Made> {
        return made(wanted, old === undefined ? wanted.resource.name : nameOfSuccessor(wanted));
    }

    async update(old: StateEntry, wanted: Wanted): Promise<Made> {
        return made(wanted, String(old.id).replace(/-id$/, ""));
    }

    async delete(): Promise<void> {}
}

/** Ids and outputs are made from names. */
async function made({ resource, inputs }: Wanted, name: string): Promise<Made> {
    const { id, outputs } = await updateAnswers({}).create({ ...resource, name, inputs }, true);
    return { id: id ?? `${name}-id`, outputs };
}

function nameOfSuccessor({ resource, inputs }: Wanted): string {
    const digest = createHash("sha256").update(JSON.stringify(reveal(inputs)));
    return `${resource.name}-${digest.digest("hex").slice(0, 6)}`;
}
