import { EmqxEdition } from "../../../provider/emqx/args/edition";
import { LICENSE_VARIABLE } from "../../../provider/emqx/config/variables";
import { DEFAULT_VERSIONS, SINGLE_NODE_FROM } from "../../../provider/emqx/lines/matrix";
import { minorOf } from "../../../provider/naming/versionNumbers";
import type { DangerFact, DangerFound } from "../facts/danger";
import type { Danger } from "./told";
import { listed } from "./wording";

/** Changes that are worse together, in words. */
export function tellDanger({ fact, level }: DangerFound): Danger {
    return { fact, level, ...wordsOf(fact) };
}

type Words = Pick<Danger, "title" | "because" | "issues" | "steps">;

function wordsOf(fact: DangerFact): Words {
    switch (fact.kind) {
        case "noRoom":
            return {
                title: "No room for the new pods beside the running ones",
                because: `${fact.missing.join("; ")}${fact.stopsUpdate ? ": pulumi up stops before EMQX changes" : ": the rollout stands still"}`,
                issues: [],
                steps: [
                    "merge more or larger nodes (corePool.nodes, replicantPool.nodes), or smaller requests",
                    "then merge what restarts the pods",
                ],
            };
        case "podsAndConfiguration":
            return {
                title: "New pods and a new configuration in one update",
                because: `${fact.line.words.operator} boots the new pods with the old configuration and pushes the new one afterwards; what the new version needs at boot is missing then`,
                issues: ["emqx-operator#1134"],
                steps: ["merge the configuration and let it be pushed", "then merge what restarts the pods"],
            };
        case "operatorAndEmqx":
            return {
                title: "Operator and EMQX in one update",
                because: fact.waits
                    ? "the new operator may roll EMQX by itself; pulumi up waits until the cluster has come to rest under it, and then rolls it: two rollouts one after the other"
                    : "the new operator may roll EMQX by itself while the change is rolled out: two rollouts in one",
                issues: ["emqx-operator#897", "emqx-operator#932"],
                steps: [
                    "merge the operator and wait until the cluster has come to rest",
                    "then merge the change of EMQX",
                ],
            };
        case "unlicensed":
            return {
                title: `EMQX ${fact.minor} without a license`,
                because: `from ${SINGLE_NODE_FROM} on EMQX without a license is a single node: ${fact.inPlace ? `a node that is made anew does not join the others again, and of ${fact.nodes} one is left` : "the new node cannot join the old one, and the update ends with an empty database"}`,
                issues: ["emqx-operator#1151", "emqx#15006"],
                steps: [
                    `merge the license (${LICENSE_VARIABLE}) with the version that runs`,
                    "then merge the new version",
                ],
            };
        case "quorum":
            return {
                title: `Cores from ${fact.from} to ${fact.to} at once`,
                because:
                    "more than half of the cores go in the same second, and with them the quorum of the database",
                issues: [],
                steps: [`merge cores.replicas ${fact.least} and let it roll out`, `then ${fact.to}`],
            };
        case "openSourceReplicants":
            return {
                title: `Open-source EMQX ${fact.minor} with replicants`,
                because: "it refuses the role: new replicants never start, and the rollout stands still",
                issues: ["emqx-operator#1072"],
                steps: [
                    `move to Enterprise with a license (or stay on ${minorOf(DEFAULT_VERSIONS[EmqxEdition.OpenSource])})`,
                    `then to ${fact.minor} with replicants; open source ${fact.minor} runs cores only`,
                ],
            };
        case "durableSessions":
            return {
                title: "Durable sessions and new cores",
                because: `${fact.line.words.operator} gives new cores empty disks and does not move durable sessions to them`,
                issues: [],
                steps: [
                    "switch durable sessions off and let their clients come back clean",
                    "then merge what restarts the cores",
                ],
            };
        case "listenerAndPort":
            return {
                title: "A listener and its port of the load balancer removed together",
                because:
                    "the listener goes first and the load balancer's port last: for the length of the rollout clients are led to a port that nobody serves",
                issues: [],
                steps: [
                    "take the port away from the load balancer, and let its clients come through another one",
                    "then merge the removal of the listener",
                ],
            };
        case "proxyProtocol":
            return {
                title: "PROXY protocol switched on both sides at once",
                because:
                    "EMQX switches with its rollout and the load balancer after it: in between every new connection is refused",
                issues: [],
                steps: [
                    "add a second listener and load balancer that speak the other way, and move the clients",
                    "then take the first ones away",
                ],
            };
        case "replicasAndNodes":
            return {
                title: "Fewer replicas and fewer nodes in one update",
                because:
                    "the pool shrinks first, and ACK chooses which nodes go: pods that were to stay may go with them, and more clients reconnect than asked for",
                issues: [],
                steps: [
                    "merge fewer replicas, with the number of nodes written as it is (corePool.nodes, replicantPool.nodes)",
                    "then merge fewer nodes",
                ],
            };
        case "replicantsBehindBalancer":
            return {
                title: "Replicants go before the load balancer leads to the cores",
                because:
                    "the replicants go first and the load balancer follows when that has ended: in between clients that come back find nobody",
                issues: [],
                steps: [
                    "merge an MqttLoadBalancer of its own with backendRole NodeRole.Core, with the same namespace, instanceName, listeners and vswitches and dashboard: false, and move the clients to its address",
                    "then merge 0 replicants",
                ],
            };
        case "severalPools":
            return {
                title: "Several node pools go in one update",
                because:
                    "their nodes go undrained and at the same time: cores and replicants may all be killed at once",
                issues: [],
                steps: [
                    "merge the new pools, and move EMQX onto them (nodeSelector)",
                    "then merge the removal of the old ones",
                ],
            };
        case "zoneInUse":
            return zoneInUse(fact);
        case "openToEverybody":
            return {
                title: "The internet reaches EMQX, which asks nobody who they are",
                because:
                    "neither configuration nor environment names an authenticator, and EMQX then lets everybody connect, publish and subscribe; whoever connects with a client's id cuts that client. Authenticators that were made in the dashboard are not seen here",
                issues: [],
                steps: [
                    "merge an authenticator (authentication in emqx.config), or verifyClient on every listener that is exposed",
                    "then merge exposeToInternet: true",
                ],
            };
        case "poolsFollowName":
            return {
                title: `The component ${fact.from} is called ${fact.to} now, and its node pools with it`,
                because:
                    "the alias keeps all resources, but pools are called after the component: they are replaced, EMQX is rolled onto the new ones, and what else is on the old nodes goes with them undrained; with a cluster of the stack's own the old core pool is the home of its add-ons, DNS among them, which are away until they are up again",
                issues: [],
                steps: [
                    `keep the name ${fact.from}, and nothing moves`,
                    "or be there, and drain the nodes of the old pools by hand as soon as EMQX has left them",
                ],
            };
        case "projectRenamed":
            return {
                title: `Project ${fact.from} is called ${fact.to} now`,
                because: `for Pulumi ${fact.to}/${fact.stack} is another stack: pulumi up would make everything a second time and fail half-way where names are taken, and the old stack would be left with all that runs. What is said here is true once the stack is renamed`,
                issues: [],
                steps: [
                    `run pulumi stack rename ORGANIZATION/${fact.to}/${fact.stack} (organization/... in a backend of your own), which keeps all resources`,
                    "then merge the new name in Pulumi.yaml, before anybody runs pulumi up",
                ],
            };
    }
}

/** Why a zone cannot go, and how it goes. */
function zoneInUse({ zones, nodes, balancers }: Extract<DangerFact, { readonly kind: "zoneInUse" }>): Words {
    const nlb = balancers.includes("NLB");
    const clb = balancers.includes("CLB");
    const where = listed(zones);
    const staying = [
        ...(nodes
            ? ["nodes that run there stay, since a pool's vSwitches count for nodes that join later"]
            : []),
        ...(nlb ? ["an NLB keeps its address there, since its controller takes no zone away by itself"] : []),
        ...(clb ? ["a CLB stays in the vSwitch that it was made in"] : []),
    ];
    const byHand = [
        ...(nodes
            ? [
                  "by hand, node by node: kubectl drain, then remove it from its pool in the ACK console; a core whose disk is in the zone starts nowhere else until its claim is deleted, and the other cores have its data",
              ]
            : []),
        ...(nlb
            ? [
                  "by hand: take the zone out of the stack's NLBs in the NLB console; connections through its address are cut, and clients that know that address need another one",
              ]
            : []),
        ...(clb ? ["make another load balancer (kind Nlb), and move the clients to its address"] : []),
    ];
    return {
        title: `${where} ${zones.length > 1 ? "are" : "is"} taken away while it is in use`,
        because: `${staying.join("; ")}. Alibaba Cloud refuses to delete the vSwitch, and pulumi up fails at it after ten minutes, with everything else done`,
        issues: [],
        steps: [
            ...byHand,
            "merge at once, before new nodes come there; where pulumi up has stopped at the vSwitch already, these steps and pulumi up again finish it",
        ],
    };
}
