import type { ClientsDuringChange } from "../../../provider/emqx/gate/meant/clients";
import type { Verdict } from "../../../provider/emqx/lines/crossings";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { EditionRow } from "../../../provider/emqx/lines/matrix";
import type { Operation } from "../../changes/change";
import type { RemovedKey } from "./config";
import type { InputChange } from "./input";
import type { KernelCause } from "./kernelCause";
import type { PushedListener } from "./listeners";
import type { Rename } from "./rename";
import type { Thing } from "./thing";

/** Which pods a change of an EMQX object makes anew. */
export type PodsAnew =
    | { readonly pods: "none" }
    /** Pods of a role that has none. */
    | { readonly pods: "absent" }
    | {
          readonly pods: "anew";
          readonly roles: readonly Role[];
          /** Replicants that keep their clients, since only cores are made anew. */
          readonly replicantsStay: boolean;
      };

/** Where another image leads. */
export type ImageStep =
    /** From Enterprise to open source, which does not take over its data. */
    | { readonly way: "editionBack" }
    /** A tag that is no version. */
    | { readonly way: "tagUnknown" }
    /** To an older minor, which cannot read the database. */
    | { readonly way: "minorBack"; readonly fromMinor: string; readonly toMinor: string }
    | {
          readonly way: "version";
          readonly from: string;
          readonly to: string;
          readonly verdict: Verdict;
          /** The new version's. */
          readonly minor: string;
          /** To an older patch of the same minor. */
          readonly patchBack: boolean;
          /** From open source to Enterprise. */
          readonly editionUp: boolean;
          /** Set when the minor changes too. */
          readonly minors?: { readonly from: string; readonly to: string };
      };

/** A listener, and what it binds to where that is known. */
export interface ListenerPort {
    readonly listener: string;
    readonly port?: string;
}

/** A variable of EMQX's environment that came, went or has another value. */
export interface ChangedVariable {
    readonly name: string;
    readonly how: "added" | "removed" | "changed";
    /** Plain values; a variable may be a secret, or not known. */
    readonly from?: string;
    readonly to?: string;
    /** Its value stands in a Secret. */
    readonly secret: boolean;
}

/** More or fewer nodes of one role. */
export interface RoleScaled {
    readonly role: Role;
    readonly from: number;
    readonly to: number;
    /** Its nodes hold the clients. */
    readonly takesClients: boolean;
    /** More than half of the cores go. */
    readonly quorumLost: boolean;
    /** Clients on the nodes that go, where it is known. */
    readonly clients?: number;
    /** What fewer nodes do to these: they are cut with their nodes, or moved at a pace before each goes. */
    readonly going: "cut" | "moved";
    /** Clients a second. */
    readonly perSecond: number;
    /** Its pods are made anew in the same update: so many come, and all of before are emptied; none is deleted beside that. */
    readonly inRollout: boolean;
}

export type EmqxFact =
    | {
          readonly kind: "clusterCreated";
          readonly thing: Thing;
          readonly cores: number;
          readonly replicants: number;
      }
    /** The object stays in the cluster, and the stack forgets it. */
    | { readonly kind: "clusterLeft"; readonly thing: Thing }
    | {
          readonly kind: "clusterDeleted";
          readonly thing: Thing;
          /** An EMQX object that comes in the same update: this one under another name in the program, perhaps. */
          readonly successor?: {
              readonly name: string;
              /** The same object of the same Kubernetes cluster. */
              readonly sameObject: boolean;
              /** Absent where no alias of one component would connect them. */
              readonly rename?: Rename;
          };
      }
    | {
          readonly kind: "clusterReplaced";
          readonly thing: Thing;
          readonly reasons: readonly string[];
          readonly oldFirst: boolean;
      }
    /** An object of an operator line that is not known here: nothing can be said of what its operator does. */
    | {
          readonly kind: "lineNotKnown";
          readonly thing: Thing;
          readonly operation: Operation;
          /** The old object stays in the cluster. */
          readonly kept: boolean;
      }
    /** Another operator line takes the object over. */
    | {
          readonly kind: "lineChanged";
          readonly thing: Thing;
          /** Absent for a line that is not known here. */
          readonly from?: string;
          readonly to: string;
      }
    /** It goes, and one of an operator line that takes over no objects of its own comes in its place. */
    | {
          readonly kind: "lineLeft";
          readonly thing: Thing;
          readonly from: string;
          readonly to: string;
      }
    | {
          readonly kind: "image";
          readonly from?: string;
          readonly to?: string;
          readonly anew: PodsAnew;
          readonly step: ImageStep;
      }
    | { readonly kind: "configurationUnreadable" }
    | {
          readonly kind: "configuration";
          readonly touched: readonly string[];
          readonly added: readonly string[];
          /** Read at boot only: running nodes do not take them. */
          readonly boot: readonly string[];
          /** Where the operator makes pods anew for these. */
          readonly anew?: PodsAnew;
          readonly removed: readonly RemovedKey[];
          /** Added ones that a revert would not take away again. */
          readonly staying: readonly string[];
          /** `config.mode`. */
          readonly mode: "Merge" | "Replace";
          /** Cores are made anew in the same update: the push waits for them. */
          readonly duringRollout: boolean;
          /** No running node takes any of it. */
          readonly idle: boolean;
      }
    | { readonly kind: "cookieVariable"; readonly anew: PodsAnew }
    | {
          readonly kind: "environment";
          readonly variables: readonly ChangedVariable[];
          readonly anew: PodsAnew;
          readonly durableSessions: boolean;
      }
    /** How strict EMQX is by itself. */
    | { readonly kind: "securityProfile"; readonly hardened: boolean; readonly anew: PodsAnew }
    /** What EMQX is without one; undefined for an image whose version is not known. */
    | {
          readonly kind: "licenseRemoved";
          readonly without?: EditionRow["withoutLicense"];
          readonly anew: PodsAnew;
      }
    /** EMQX's own key for evaluation takes the place of a person's, or the other way round. */
    | { readonly kind: "licenseKind"; readonly to: "key" | "evaluation"; readonly anew: PodsAnew }
    | { readonly kind: "licenseMoved"; readonly anew: PodsAnew }
    | { readonly kind: "licenseAdded"; readonly anew: PodsAnew }
    | {
          readonly kind: "listeners";
          readonly added: readonly ListenerPort[];
          readonly removed: readonly ListenerPort[];
          readonly moved: readonly {
              readonly listener: string;
              readonly from: string;
              readonly to?: string;
          }[];
          /** Not named any more, and so not changed: EMQX forgets no name. */
          readonly unnamed: readonly string[];
          /** Listeners whose certificate is mounted from now on, from elsewhere, or no longer. */
          readonly certificates: readonly string[];
          /** Other settings that differ, of listeners that stay. */
          readonly settings: readonly string[];
          readonly anew: PodsAnew;
      }
    /** What running nodes do with their listeners when the new text is pushed to them. */
    | {
          readonly kind: "listenerPush";
          readonly pushed: readonly PushedListener[];
          /** Not named any more, and so not changed: EMQX forgets no name. */
          readonly unnamed: readonly string[];
          /** Cores are made anew in the same update: the push waits for them. */
          readonly duringRollout: boolean;
          /** EMQX's, where it is known. */
          readonly version?: string;
      }
    | {
          readonly kind: "podResources";
          readonly roles: readonly Role[];
          readonly inputs: readonly InputChange[];
          readonly anew: PodsAnew;
      }
    | {
          readonly kind: "podPlacement";
          readonly fields: readonly string[];
          readonly roles: readonly Role[];
          /** They follow a pool that is replaced, and no rule of theirs is another one. */
          readonly toNewPool: boolean;
          readonly anew: PodsAnew;
      }
    | {
          readonly kind: "podKernel";
          readonly roles: readonly Role[];
          /** Nodes are tuned in another way, and the pods select them by another label; no parameter of theirs differs. */
          readonly otherRollout: boolean;
          readonly anew: PodsAnew;
          /** Why the profiles are other ones, by role; empty where nothing is known of it. */
          readonly causes: readonly KernelCause[];
      }
    | {
          readonly kind: "podFields";
          readonly fields: readonly string[];
          readonly inputs: readonly InputChange[];
          /** Fields that come from no single input. */
          readonly otherFields: readonly string[];
          /** Another cluster domain, with which old cores are not found any more: they are only under this one. */
          readonly onlyDomain?: string;
          readonly anew: PodsAnew;
      }
    /** The directory of secret files comes or goes. */
    | { readonly kind: "secretFilesMount"; readonly anew: PodsAnew }
    | { readonly kind: "apiKeyVariables"; readonly anew: PodsAnew }
    /** In the object itself, which the operator looks at once. */
    | { readonly kind: "apiKeysInObject" }
    | { readonly kind: "bootSecretsRead"; readonly anew: PodsAnew }
    | {
          readonly kind: "pace";
          readonly fields: readonly string[];
          readonly inputs: readonly InputChange[];
          /** Fields that come from no single input. */
          readonly otherFields: readonly string[];
          readonly duringRollout: boolean;
          /** What the next rollout does to clients, where that is known. */
          readonly next?: ClientsDuringChange;
      }
    | { readonly kind: "operatorServiceOff" }
    | { readonly kind: "operatorServices" }
    | { readonly kind: "objectMetadata" }
    | { readonly kind: "replicantTemplateRemoved" }
    | {
          readonly kind: "replicas";
          readonly roles: readonly RoleScaled[];
          /** Until pods are gone, or new ones have booted. */
          readonly seconds: number;
      }
    | {
          readonly kind: "coreDisks";
          /** Sizes; absent for cores without disks. */
          readonly from?: string;
          readonly to?: string;
          readonly inputs: readonly InputChange[];
          /** Nothing restarts, and the operator cannot carry it out. */
          readonly stuck: boolean;
          readonly durableSessions: boolean;
          readonly anew: PodsAnew;
      };
