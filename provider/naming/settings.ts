/** A setting of the root stack: a key of its configuration, and the argument of `EmqxOnAck` that it becomes. */
export interface Setting {
    readonly key: string;
    /** As `Pulumi.yaml` declares it. */
    readonly type: "string" | "integer" | "boolean" | "array" | "object";
    /** Property path of the argument. */
    readonly path: string;
    /** Arguments that follow from it as well, unless they are written themselves. */
    readonly also?: readonly string[];
    /**
     * Secret whatever the stack's file says. `Pulumi.yaml` cannot say so: a declared secret has no default, for the engine
     * refuses a default that is not encrypted (validateStackConfigValue in pulumi/pulumi, sdk/go/common/workspace/config.go), and
     * without one every stack would have to give it.
     */
    readonly secret?: true;
    /** All of the argument that has no setting of its own. */
    readonly rest?: true;
}

const text = (key: string, path: string): Setting => ({ key, type: "string", path });
const secretText = (key: string, path: string): Setting => ({ ...text(key, path), secret: true });
const whole = (key: string, path: string, also: readonly string[] = []): Setting => ({
    key,
    type: "integer",
    path,
    also,
});
const flag = (key: string, path: string, also: readonly string[] = []): Setting => ({
    key,
    type: "boolean",
    path,
    also,
});
const list = (key: string, path: string): Setting => ({ key, type: "array", path });
const object = (key: string, path: string): Setting => ({ key, type: "object", path });
const rest = (key: string, path: string): Setting => ({ ...object(key, path), rest: true });

/** Every setting, in the order of `Pulumi.yaml`: for reading the configuration, and for naming it in what is told. */
export const SETTINGS: readonly Setting[] = [
    text("name", "name"),
    whole("connections", "connections"),
    object("traffic", "traffic"),
    object("capacity", "capacity"),
    list("zones", "newCluster.zones"),
    rest("newCluster", "newCluster"),
    text("existingClusterId", "existingCluster.clusterId"),
    object("existingVswitches", "existingCluster.vswitches"),
    secretText("kubeconfig", "existingCluster.kubeconfig"),
    text("networkPlugin", "newCluster.networkPlugin"),
    flag("publicApiEndpoint", "newCluster.publicApiEndpoint"),
    flag("natGateway", "newCluster.natGateway"),
    text("imageRegistry", "imageRegistry"),
    list("coreInstanceTypes", "corePool.instanceTypes"),
    rest("corePool", "corePool"),
    list("replicantInstanceTypes", "replicantPool.instanceTypes"),
    rest("replicantPool", "replicantPool"),
    rest("existingNodes", "existingNodes"),
    whole("cores", "emqx.cores.replicas", ["corePool.nodes"]),
    whole("replicants", "emqx.replicants.replicas", ["replicantPool.nodes"]),
    object("coreResources", "emqx.cores.resources"),
    object("replicantResources", "emqx.replicants.resources"),
    text("coreDiskSize", "emqx.cores.storage.size"),
    text("edition", "emqx.edition"),
    text("emqxVersion", "emqx.version"),
    secretText("licenseKey", "emqx.licenseKey"),
    text("license", "emqx.license"),
    text("securityProfile", "emqx.securityProfile"),
    text("emqxConfig", "emqx.config"),
    { ...object("secretEnvironment", "emqx.secretEnvironment"), secret: true },
    { ...object("secretFiles", "emqx.secretFiles"), secret: true },
    { ...list("apiKeys", "emqx.apiKeys"), secret: true },
    secretText("dashboardPassword", "emqx.dashboard.password"),
    list("listeners", "emqx.listeners"),
    text("tlsSecretName", "emqx.listeners.*.tlsSecretName"),
    text("loadBalancer", "loadBalancer.kind"),
    whole("keepAliveSeconds", "loadBalancer.keepAliveSeconds"),
    rest("loadBalancerSettings", "loadBalancer"),
    whole("clientsMovedPerSecond", "emqx.evacuation.connectionsPerSecond", [
        "emqx.evacuation.sessionsPerSecond",
    ]),
    object("rollingUpdate", "emqx.rollingUpdate"),
    flag("deleteDataOnDestroy", "emqx.deleteDataOnDestroy"),
    rest("emqx", "emqx"),
    text("kernelRollout", "kernel.rollout"),
    rest("kernel", "kernel"),
    flag("existingCertManager", "existingCertManager"),
    rest("certManager", "certManager"),
    flag("existingOperator", "existingOperator"),
    text("operatorVersion", "operator.version"),
    rest("operator", "operator"),
    flag("protect", "protect", ["newCluster.deletionProtection"]),
];

/** The project's name, which is the namespace of its settings. */
export const PROJECT = "emqx-ack";
