import type * as pulumi from "@pulumi/pulumi";
import type { KernelProfileArgs } from "../../nodes/kernel";
import type { ListenersArgs } from "../listeners/listenersArgs";
import type { EmqxEdition } from "./edition";
import type { EmqxFeature } from "./features";
import type { EmqxLicense } from "./license";
import type { NodeLimitsArgs } from "./nodeLimitsArgs";
import type { CoreNodesArgs, ReplicantNodesArgs } from "./nodesArgs";
import type { SecurityProfile } from "./securityProfile";

/** The first user of EMQX's dashboard. */
export interface DashboardArgs {
    /**
     * Name of the user. EMQX reads it only when its database is made.
     * @default "admin"
     */
    username?: pulumi.Input<string>;
    /**
     * Its password. EMQX reads it only when its database is made; afterwards change it in the dashboard.
     * @default a random one; read it with `pulumi stack output dashboardPassword --show-secrets`
     */
    password?: pulumi.Input<string>;
}

/** A key for EMQX's HTTP API. */
export interface ApiKeyArgs {
    /** Name of the key: letters, digits, `-` and `_`. */
    key: pulumi.Input<string>;
    /** Its secret, 3 to 128 characters on one line, without `:` and without blanks at its ends. */
    secret: pulumi.Input<string>;
}

/** Whether nodes are emptied before they go. */
export enum EvacuationType {
    /** EMQX moves the clients of a node to others before it goes. */
    NodeEvacuation = "NodeEvacuation",
    /** A node goes with its clients, who all reconnect at once. Operator line 3.0 only. */
    Disabled = "Disabled",
}

/** How clients are moved off a node that an upgrade removes. Not with open-source EMQX up to 5.8, which cannot move any. */
export interface EvacuationArgs {
    /**
     * Connections a second that a node closes while it is emptied (`connEvictRate`).
     * @default 1000 (the operator's)
     */
    connectionsPerSecond?: pulumi.Input<number>;
    /**
     * Client states a second that are moved to other nodes (`sessEvictRate`).
     * @default 1000 (the operator's)
     */
    sessionsPerSecond?: pulumi.Input<number>;
    /**
     * Seconds between closing the last connection and moving what is left (`waitTakeover`); without evacuation, the
     * pause between two removed pods. 0 is not sent to EMQX, which then waits its own 60 seconds.
     * @default 10 (the operator's)
     */
    waitTakeoverSeconds?: pulumi.Input<number>;
    /**
     * Seconds between "all new nodes are up" and the removal of the first old one (`initialDelaySeconds`).
     * @default 10 (the operator's)
     */
    initialDelaySeconds?: pulumi.Input<number>;
    /**
     * Seconds that EMQX waits before it moves the first client off a node, so that the load balancer notices first
     * (`waitHealthCheck`). From operator line 2.3 on; on 2.2 it is EMQX's own 60.
     * @default 60 (the operator's)
     */
    waitHealthCheckSeconds?: pulumi.Input<number>;
    /**
     * Whether nodes are emptied at all before they go. Operator line 3.0 only. A change restarts nothing; it counts for the next
     * update that does.
     * @default EvacuationType.NodeEvacuation
     */
    type?: EvacuationType;
}

/** How replicants are replaced one after another. Operator line 3.0 only. A change restarts nothing. */
export interface RollingUpdateArgs {
    /**
     * Replicants that may run beside those wanted while they are replaced, and so the room that an update needs on their nodes.
     * @default 1, or 0 with `maxUnavailable`
     */
    maxSurge?: number;
    /**
     * Replicants that may be missing while they are replaced: the others carry their clients.
     * @default 0, or 1 with `maxSurge: 0`
     */
    maxUnavailable?: number;
    /**
     * Seconds for which a new node has to be ready before the next one's turn, cores and replicants alike.
     * @default 0
     */
    minReadySeconds?: number;
}

/** What EMQX itself is to be. Everything has a default that runs. */
export interface EmqxArgs {
    /**
     * Namespace of the cluster. A change makes a new, empty cluster; the claims of the old one's disks stay in the old
     * namespace unless `deleteDataOnDestroy`. On operator line 3.0, where disks go with the EMQX object, a change is refused.
     * @default "emqx"
     */
    namespace?: pulumi.Input<string>;
    /**
     * Make the namespace, or use one that exists.
     * @default true
     */
    createNamespace?: boolean;
    /**
     * When the stack is destroyed or `namespace` changes, delete the namespace that was made, and with it the claims
     * (PersistentVolumeClaims) of the cores' disks. Otherwise both stay, and a later stack takes the namespace over; give
     * `kubeconfig` together with a Kubernetes provider of your own, or it will not. On operator line 3.0, where disks go with the
     * EMQX object, that stays too, running, with its Secrets, and a later stack takes it over. Disks stay in either case where their
     * class says Retain, as `EmqxOnAck`'s does.
     * @default false
     */
    deleteDataOnDestroy?: boolean;
    /**
     * Name of the EMQX object and beginning of the names of everything the operator makes; at most 30 characters. A
     * change makes a new, empty cluster; on operator line 3.0, where disks go with the EMQX object, it is refused.
     * @default "emqx"
     */
    instanceName?: string;
    /**
     * Edition of EMQX up to 5.8, with operator line 2.2. From 5.9 on there is one EMQX, and this is not written. The default is
     * for a new cluster: it never moves one that runs.
     * @default EmqxEdition.OpenSource up to 5.8
     */
    edition?: EmqxEdition;
    /**
     * Version of EMQX, complete, e.g. `"6.3.1"`. Which line of the operator runs it follows from it. A change upgrades: cores
     * first, then replicants. The default is for a new cluster: it never moves one that runs to another minor.
     * @default "6.3.1"; with an edition "5.7.2" (open source) or "5.8.11" (Enterprise)
     */
    version?: string;
    /**
     * A whole image reference, for an image of your own; `version` must say which EMQX is in it. A change restarts
     * EMQX.
     * @default the official image of edition and version, behind `imageRegistry` when given
     */
    image?: pulumi.Input<string>;
    /**
     * Names of Secrets in EMQX's namespace with credentials for the registry.
     * @default none
     */
    imagePullSecrets?: pulumi.Input<string>[];
    /** Nodes that hold the database. */
    cores?: CoreNodesArgs;
    /** Nodes that hold the connections. */
    replicants?: ReplicantNodesArgs;
    /**
     * MQTT listeners.
     * @default tcp on 1883
     */
    listeners?: ListenersArgs;
    /**
     * HOCON text for what EMQX can change while it runs (`mqtt`, `authentication`, `retainer` ...). A change is pushed
     * to the running nodes and restarts nothing. Keys that are read at boot, listeners and secrets have inputs of
     * their own and are refused here, and so is a root of which `environment` sets keys. What it says is written anew, in a
     * plain form that operator and EMQX read alike: no comments, texts in quotes, references filled in.
     * @default nothing
     */
    config?: pulumi.Input<string>;
    /** Sizes of the Erlang virtual machine. */
    limits?: NodeLimitsArgs;
    /**
     * Environment variables of EMQX, e.g. `EMQX_LOG__CONSOLE__LEVEL`. EMQX gets each value as it is given here: nothing in it
     * has to be quoted, and `$(NAME)` is no reference. A list, a block and a text in double quotes are HOCON where the key
     * takes them. A change restarts EMQX.
     * @default none
     */
    environment?: { [name: string]: pulumi.Input<string> };
    /**
     * Environment variables whose values are kept in a Secret. A change restarts EMQX.
     * @default none
     */
    secretEnvironment?: { [name: string]: pulumi.Input<string> };
    /**
     * Secrets by the name of a file, mounted from a Secret as `/mounted/secrets/<name>` on cores and replicants: for a secret in
     * `config`, written there as `"file:///mounted/secrets/<name>"`. The first file restarts EMQX, since it brings the mount; what
     * comes later reaches running nodes within two minutes and restarts nothing: EMQX reads a file again when it next uses what
     * names it. A new file takes two updates: the file, then the `config` that names it; to take one out, the other way round.
     * @default none
     */
    secretFiles?: { [name: string]: pulumi.Input<string> };
    /**
     * License key: for EMQX Enterprise, and from 5.9 on for every cluster of more than one node. Mounted from a Secret, which is
     * there before a node starts; a new one is taken up within two minutes, without a restart. The first one, and one that is taken
     * out, restarts EMQX.
     * @default none
     */
    licenseKey?: pulumi.Input<string>;
    /**
     * A license that EMQX brings along, instead of `licenseKey`; EMQX 5.9 and later, operator lines 2.3 and 3.0. A change restarts
     * EMQX.
     * @default EmqxLicense.Community, a single node, which only operator line 3.0 can change
     */
    license?: EmqxLicense;
    /**
     * How strict EMQX is by itself; EMQX 6.3 and later, operator lines 2.3 and 3.0. Hardened needs an authenticator in `config`. A
     * change restarts EMQX, and is an update of its own: never together with another version, since old and new nodes would judge
     * clients differently.
     * @default SecurityProfile.Legacy, which is EMQX's own up to 6.3
     */
    securityProfile?: SecurityProfile;
    /**
     * Parts of EMQX that are started, beside the core, the dashboard with its API (the operator asks it) and the metrics; EMQX 6.3 and
     * later, operator lines 2.3 and 3.0. What is left out takes no memory, and what `config` says of it does nothing. A change
     * restarts EMQX.
     * @default all
     */
    features?: EmqxFeature[];
    /** First user of the dashboard. */
    dashboard?: DashboardArgs;
    /**
     * Keys for EMQX's HTTP API. EMQX reads them at a node's start only: a change restarts nothing, and a new key or secret counts
     * from the next start of a core on (any change that restarts EMQX, or an annotation in `podAnnotations`). A key that is
     * taken out stays in EMQX's database until it is deleted in the dashboard.
     * @default none
     */
    apiKeys?: ApiKeyArgs[];
    /**
     * Annotations of every EMQX pod. A change restarts EMQX.
     * @default none
     */
    podAnnotations?: { [name: string]: pulumi.Input<string> };
    /** How an upgrade moves clients. */
    evacuation?: EvacuationArgs;
    /** How an upgrade replaces nodes, where it replaces them in place. */
    rollingUpdate?: RollingUpdateArgs;
    /**
     * How long creating or upgrading may take, in minutes, before the update fails with what holds it up.
     * @default computed from connections, node counts and eviction rates
     */
    timeoutMinutes?: number;
}

/** What an EMQX cluster is made of. */
export interface EmqxClusterArgs extends EmqxArgs {
    /**
     * Credentials with which the rollout is watched, as the text of a kubeconfig: what takes `namespace` from this component
     * then waits until the cluster really runs what was asked for. Give it together with a Kubernetes provider in the
     * options. docs/upgrading.md lists the rights that they need.
     * @default the current kubeconfig of whoever runs Pulumi; with a provider in the options nothing is watched
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * Version of the operator that is there, e.g. `"2.3.3"`: which line of it runs EMQX, and so which kind of object is written. A
     * change from one line to another is held against what the Kubernetes cluster has (docs/upgrading.md).
     * @default the line that runs `version`, and where several do, the one that is out for longest
     */
    operatorVersion?: string;
    /**
     * What tells one Kubernetes cluster from another, e.g. the ACK cluster's id: a change of the kubeconfig alone then
     * replaces nothing.
     * @default none
     */
    clusterIdentifier?: pulumi.Input<string>;
    /**
     * Registry and namespace that hold copies of the images, e.g. `registry-vpc.cn-hangzhou.aliyuncs.com/mqtt`: the
     * last part of the image's name is looked for there. A change restarts EMQX.
     * @default Docker Hub
     */
    imageRegistry?: pulumi.Input<string>;
    /**
     * Kernel parameters for the pods, and the check before EMQX starts that the node really gives them. Only for nodes
     * that carry the same profile (`TunedNodePool`, `NodeTuning`): elsewhere the kubelet refuses the pods. With
     * `KernelRollout.ReplacePool` only nodes labelled with this very profile take EMQX pods, so that none lands on a
     * node that has another one; a pool's `nodeSelector` in `cores` and `replicants` says its machines, too. A change
     * restarts EMQX when it is one of the pod's own parameters.
     * @default none: EMQX runs with whatever the node gives, on any Kubernetes
     */
    kernelProfile?: KernelProfileArgs;
    /**
     * Kernel parameters for the cores' pods where their nodes have a profile of their own, e.g. because they have less
     * memory. Only together with `kernelProfile`.
     * @default `kernelProfile`
     */
    coreKernelProfile?: KernelProfileArgs;
    /**
     * Connections the whole cluster is made for; it decides how long an upgrade may take.
     * @default 100000
     */
    connections?: number;
    /**
     * Seconds that the load balancer in front lets connections to a pod live on after it has left: at the most 900 on
     * Alibaba Cloud. Only for telling beforehand what an upgrade does to clients.
     * @default 900, as `MqttLoadBalancer`'s
     */
    connectionDrainSeconds?: number;
    /**
     * Refuse to delete the EMQX object, its namespace and its node cookie (Pulumi's `protect`).
     * @default false
     */
    protect?: boolean;
}
