import type { ClientsDuringChange } from "../../../provider/emqx/gate/meant/clients";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { NotMoved, RolloutPart } from "../../../provider/emqx/lines/line/pace";
import type { Level } from "./level";

/** Nodes of one role. */
export interface NodesOfRole {
    readonly role: Role;
    readonly count: number;
}

/** What becomes of the clients while EMQX is rolled. */
export type ClientsFact =
    /** Only cores are made anew, and replicants hold the clients. */
    | { readonly clients: "stay"; readonly replicants: number }
    /** The image does not tell whether EMQX can move them. */
    | { readonly clients: "editionNotKnown"; readonly image?: string; readonly nodes: NodesOfRole }
    /** Moved or closed, by how many there are. */
    | { readonly clients: "leave"; readonly during: ClientsDuringChange }
    /** Their number is not known: closed with their nodes, ... */
    | {
          readonly clients: "closed";
          readonly nodes: NodesOfRole;
          readonly apartSeconds: number;
          /** Why nobody moves them, where it is not the edition. */
          readonly notMoved?: NotMoved;
      }
    /** ... or moved. */
    | {
          readonly clients: "moved";
          readonly nodes: NodesOfRole;
          readonly perSecond: number;
          readonly drainSeconds?: number;
      };

/** Pods beside the running ones. */
export interface SurgeOfRole extends NodesOfRole {
    /** Requests of each, as they are written. */
    readonly cpu?: string;
    readonly memory?: string;
}

/** One thing after another while EMQX is rolled. */
export type RolloutStepFact =
    | {
          readonly step: "boot";
          readonly role: Role;
          readonly count: number;
          readonly before: number;
          /** Where new cores have their database from and on what; absent for replicants. */
          readonly database?: "disks" | "memory";
      }
    | {
          readonly step: "leave";
          readonly old: readonly NodesOfRole[];
          /** For how long the load balancer lets clients stay on them; absent where none leave, or no one knows. */
          readonly drainSeconds?: number;
      }
    | {
          readonly step: "remove";
          readonly role: Role;
          /** What their clients notice: they are moved, at so many a second, or their connections close. */
          readonly clients: "moved" | "closed" | "none";
          readonly perSecond: number;
      }
    /** Nodes of one role are made anew one after another. */
    | {
          readonly step: "turn";
          readonly role: Role;
          readonly count: number;
          /** Whether these are all of their role, or others come later or came before. */
          readonly part: "all" | "first" | "last";
          /** Nodes of the role that run, and how many of them serve at any time. */
          readonly of: number;
          readonly least: number;
          /** Nodes that come up beside them first. */
          readonly surge: number;
          /** What their clients notice, and at what pace they are moved. */
          readonly clients: "moved" | "closed" | "none";
          readonly perSecond: number;
          /** For how long the load balancer lets a node's clients stay from its turn on; absent where none leave, or no one knows. */
          readonly drainSeconds?: number;
          /** Cores come up again with the database of before; absent for replicants. */
          readonly database?: "disks" | "memory";
      };

export interface RolloutStep {
    readonly fact: RolloutStepFact;
    readonly level: Level;
    /** At the most; absent where nothing is known about it. */
    readonly seconds?: number;
}

/** An update of the pods of one EMQX cluster, which all changes of them share. */
export interface Rollout {
    readonly urn: string;
    readonly name: string;
    readonly line: OperatorLine;
    /** Whose pods are made anew. */
    readonly roles: readonly Role[];
    readonly level: Level;
    readonly certain: boolean;
    readonly clients: ClientsFact;
    /** What is needed beside what runs. */
    readonly surge: readonly SurgeOfRole[];
    /** How its time adds up. */
    readonly parts: readonly RolloutPart[];
    readonly seconds: number;
    /** The time to move the clients is not in it: their number is not known. */
    readonly clientsNotTimed: boolean;
    readonly steps: readonly RolloutStep[];
}
