import * as alicloud from "@pulumi/alicloud";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { EmqxCluster, EmqxOnAck } from "../../../provider";
import type { Program } from "../../../testkit/programs/inProcess";
import { versioned } from "../../support/versions";
import { million } from "./pullRequest";

/** Programs without the package's outline. */

const KUBECONFIG = "apiVersion: v1\nkind: Config\n";

function provider(): k8s.Provider {
    return new k8s.Provider("k8s", { kubeconfig: KUBECONFIG, clusterIdentifier: "c" });
}

/** An EMQX object with just what is given. */
export function emqxByHand(spec: object): Program {
    return () => {
        new k8s.apiextensions.CustomResource(
            "emqx",
            {
                apiVersion: "apps.emqx.io/v2beta1",
                kind: "EMQX",
                metadata: { name: "emqx", namespace: "mqtt" },
                spec: {
                    image: "emqx/emqx:5.7.2",
                    coreTemplate: { spec: { replicas: 3 } },
                    replicantTemplate: { spec: { replicas: 3 } },
                    ...spec,
                },
            },
            { provider: provider() },
        );
    };
}

export function poolByHand(pool: { instanceTypes?: string[]; desiredSize?: string }): Program {
    return () => {
        new alicloud.cs.NodePool("replicants", {
            clusterId: "c-existing",
            nodePoolName: "replicants",
            vswitchIds: ["vsw-g"],
            instanceTypes: ["ecs.c7.4xlarge"],
            desiredSize: "3",
            ...pool,
        });
    };
}

export function operatorByHand(version: string): Program {
    return () => {
        new k8s.helm.v3.Release(
            "operator",
            {
                name: "emqx-operator",
                chart: "emqx-operator",
                version,
                namespace: "emqx-operator-system",
                repositoryOpts: { repo: "https://repos.emqx.io/charts" },
            },
            { provider: provider() },
        );
    };
}

/** EmqxCluster under a name of its own in the program, and always the same in the cluster. */
export function clusterAlone(name: string, aliases: pulumi.Alias[] = []): Program {
    return () => {
        new EmqxCluster(
            name,
            versioned({ instanceName: "emqx", kubeconfig: KUBECONFIG, clusterIdentifier: "c" }),
            { aliases, providers: { kubernetes: provider() } },
        );
    };
}

/** A component of the program's own with a stack in it that is named after it. */
class Platform extends pulumi.ComponentResource {
    constructor(name: string, aliases: pulumi.Alias[]) {
        super("acme:index:Platform", name, {}, { aliases });
        new EmqxOnAck(`${name}-mqtt`, million, { parent: this });
    }
}

export function stackInComponent(name: string, aliases: pulumi.Alias[] = []): Program {
    return () => {
        new Platform(name, aliases);
    };
}

export function cookieByHand(length: number): Program {
    return () => {
        const kubernetes = provider();
        const cookie = new random.RandomPassword("cookie", { length, special: false });
        const secret = new k8s.core.v1.Secret(
            "cookie",
            {
                metadata: { name: "emqx-node-cookie", namespace: "mqtt" },
                stringData: { node_cookie: cookie.result },
            },
            { provider: kubernetes },
        );
        new k8s.apiextensions.CustomResource(
            "emqx",
            {
                apiVersion: "apps.emqx.io/v2beta1",
                kind: "EMQX",
                metadata: { name: "emqx", namespace: "mqtt" },
                spec: { image: "emqx/emqx:5.7.2", coreTemplate: { spec: { replicas: 3 } } },
            },
            { provider: kubernetes, dependsOn: secret },
        );
    };
}

/** The outline under a name of its own. */
export function outlineCalled(name: string, aliases: pulumi.Alias[] = []): Program {
    return () => {
        new EmqxOnAck(name, million, { aliases });
    };
}
