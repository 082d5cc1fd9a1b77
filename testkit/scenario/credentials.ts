import type { Kube } from "../controlPlane/kube";

/** A rule of a role, as RBAC has it. */
export interface Rule {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
}

/** All that exists but for some resources of the core group, which RBAC has no word for: every other one by its name. */
export async function rulesWithout(kube: Kube, ...without: readonly string[]): Promise<Rule[]> {
    const { resources } = await kube.request("GET", "/api/v1");
    const core = (resources as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => !without.includes(name));
    const { groups } = await kube.request("GET", "/apis");
    const others = (groups as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => !(name === "events.k8s.io" && without.includes("events")));
    return [
        { apiGroups: [""], resources: core, verbs: ["*"] },
        { apiGroups: others, resources: ["*"], verbs: ["*"] },
    ];
}

/** A kubeconfig with the rights of these rules alone, for a service account made for it. */
export async function limitedKubeconfig(
    kube: Kube,
    kubeconfig: string,
    name: string,
    rules: readonly Rule[],
): Promise<string> {
    const metadata = { name, namespace: "default" };
    const role = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name };
    await kube.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata });
    await kube.apply({
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { name },
        rules,
    });
    await kube.apply({
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { name },
        roleRef: role,
        subjects: [{ kind: "ServiceAccount", ...metadata }],
    });
    const { status } = await kube.request(
        "POST",
        `/api/v1/namespaces/default/serviceaccounts/${name}/token`,
        {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: { expirationSeconds: 3600 },
        },
    );
    return changed(kubeconfig, ({ users }) => {
        for (const each of users) each.user = { token: status.token };
    });
}

/** The same cluster by another address. */
export function kubeconfigBy(kubeconfig: string, port: number): string {
    return changed(kubeconfig, ({ clusters }) => {
        for (const { cluster } of clusters) cluster.server = `https://127.0.0.1:${port}`;
    });
}

/** Both kinds of control plane give JSON, which is YAML. */
function changed(kubeconfig: string, change: (config: any) => void): string {
    const config = JSON.parse(kubeconfig);
    change(config);
    return JSON.stringify(config);
}
