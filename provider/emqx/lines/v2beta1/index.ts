import { unwritable } from "../../config/hocon/write";
import { done } from "../blueGreen/done";
import { field } from "../blueGreen/fields";
import { names } from "../blueGreen/names";
import type { OperatorLine, WebhookProbe } from "../line/line";
import { chart } from "./chart";
import { facts } from "./facts";
import { keys } from "./keys";
import { write } from "./object";
import { pace } from "./pace";
import { read } from "./read";
import { runsEnterprise, status } from "./status";
import { push, traps } from "./traps";
import { withoutInputs } from "./withoutInputs";
import { words } from "./words";

const GROUP = "apps.emqx.io";
const VERSION = "v2beta1";

/** Operator line 2.2: blue-green, EMQX up to 5.8. */
export const v2beta1: OperatorLine = {
    id: "2.2",
    resource: { group: GROUP, version: VERSION, plural: "emqxes" },
    formerVersions: [],
    chart,
    takesOverOlder: true,
    names,
    keys,
    unwritable,
    write,
    read,
    field,
    status,
    runsEnterprise,
    done,
    holdSeconds: 0,
    pace,
    coresBesideReplicants: 1,
    withoutInputs,
    disks: "anew",
    annotations: {},
    fixedFields: [],
    webhookProbe,
    // Without an owner after a change of `config`. Source: controllers/apps/v2beta1/sync_emqx_config.go.
    leftOverConfig: (instance) => `${instance}-configs`,
    push,
    traps,
    words,
    facts,
};

/** A `Rebalance`, which the API server does not decide without the webhook. */
function webhookProbe(namespace: string): WebhookProbe {
    const name = "emqx-ack-webhook-check";
    return {
        resource: { group: GROUP, version: VERSION, plural: "rebalances" },
        body: {
            apiVersion: `${GROUP}/${VERSION}`,
            kind: "Rebalance",
            metadata: { name, namespace },
            spec: { instanceKind: "EMQX", instanceName: name, rebalanceStrategy: { connEvictRate: 1 } },
        },
    };
}
