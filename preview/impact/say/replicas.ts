import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import { duration } from "../../../provider/wording/figures";
import type { RoleScaled } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import { SOURCES } from "./sources";
import { counted, number } from "./wording";
import { cited, possible, type Sayers } from "./words";

/** More or fewer nodes. */
export const REPLICAS: Sayers<FactOf<"replicas">> = {
    replicas: ({ roles, seconds }, line, inputs) => {
        const fewer = roles.some(({ from, to, inRollout }) => to < from && !inRollout);
        const along = roles.length > 0 && roles.every(({ inRollout }) => inRollout);
        const nodes = (role: Role) => (inputs.byHand ? `${role}s` : inputs.path(`${role}s.replicas`));
        return {
            what:
                roles.map(({ role, from, to }) => `${nodes(role)} ${from} to ${to}`).join(" and ") ||
                "replicas",
            happens: roles.map((role) => scaled(role, line)).join(" ") || "The number stays as it is.",
            ...(along
                ? {}
                : {
                      arithmetic: fewer
                          ? roles.some(({ going }) => going === "moved")
                              ? `${duration(seconds)} to empty and remove them, one after another`
                              : "pods are deleted at once"
                          : `1 boot of ${duration(seconds)} at the most`,
                      back: possible(
                          fewer
                              ? cutsClients(roles) ||
                                roles.some(({ role }) => line.pace.scaleDown[role] === "deleted")
                                  ? "Write the old number: pods come back; sessions that were on the removed ones do not."
                                  : "Write the old number: pods come back, and new connections go to them too."
                              : "Write the old number: the pods that were added are deleted, and clients on them reconnect.",
                      ),
                  }),
            ...(cutsClients(roles) ? { data: "Sessions in the memory of the removed nodes." } : {}),
            sources: [
                ...(roles.length > 0 ? cited(line, "scale down") : []),
                ...(roles.some(({ quorumLost }) => quorumLost) ? [SOURCES["more than half"]] : []),
            ],
        };
    },
};

/** Nodes with clients go, and nobody moves these before. */
function cutsClients(roles: readonly RoleScaled[]): boolean {
    return roles.some(
        ({ from, to, takesClients, inRollout, going }) =>
            to < from && takesClients && !inRollout && going === "cut",
    );
}

function scaled(of: RoleScaled, { words, pace }: OperatorLine): string {
    const { role, from, to, takesClients, quorumLost, clients, inRollout, going, perSecond } = of;
    if (inRollout) {
        return `The rollout starts ${counted(to, `new ${role}`)} and empties the ${from} running ones; none is deleted beside that.`;
    }
    if (to > from) {
        return `${counted(to - from, `more ${role}`)} beside the running ones; no client notices, and new ${role}s get new connections only.`;
    }
    const gone = from - to;
    const [are, them, their] = gone === 1 ? ["is", "it", "its"] : ["are", "them", "their"];
    if (quorumLost) {
        return `${counted(gone, "core")} of ${from} are deleted at once: more than half, which leaves no quorum for the database.`;
    }
    const oneByOne = pace.scaleDown[role] === "emptied" && gone > 1 ? ", one after another" : "";
    const disks = role === "core" ? ` ${words.removedDisks}` : "";
    if (!takesClients) {
        return `${counted(gone, "core")} ${are} ${oneByOne === "" ? "deleted" : `removed${oneByOne}`}; replicants keep their clients and turn to the cores that stay.${disks}`;
    }
    const many = clients === undefined ? "" : ` (about ${number(clients)})`;
    const last = to === 0 && role === "replicant" ? " From then on the cores take all clients." : "";
    if (going === "moved") {
        return `${counted(gone, role)} of ${from} ${are} emptied and removed${oneByOne}: clients on ${them}${many} are moved to the others at ${number(perSecond)} a second.${last}${disks}`;
    }
    return `${counted(gone, role)} of ${from} ${are} deleted without evacuation: clients on ${them}${many} reconnect at once, and sessions in ${their} memory are lost.${last}${pace.scaleDown[role] === "emptied" ? disks : ""}`;
}
