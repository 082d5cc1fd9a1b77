import type { ServiceError } from "@grpc/grpc-js";
import { InputPropertiesError } from "@pulumi/pulumi/proto/errors_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { type RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { EngineLog } from "../../../preview/monitor/engine";
import { mapValues } from "../../../preview/monitor/inputs";
import type { ResourceMonitor } from "../../../preview/monitor/monitor";
import { toObject, toStruct } from "../../../preview/monitor/protocol";
import { serve } from "../../../preview/monitor/server";
import { upgradeToOutputs } from "../../../preview/monitor/wire";
import type { RemoteComponents } from "../../../testkit/programs/inProcess";
import type { FakeCluster } from "./fakeCluster";
import type { PluginProcess } from "./pluginProcess";

/** A component that a plugin refused to make. */
export class ConstructError extends Error {
    constructor(
        message: string,
        /** Property paths and what is wrong with each, when the plugin named them. */
        public readonly problems: readonly { path: string; reason: string }[],
    ) {
        super(message);
    }
}

/** Hands components of `emqx-ack` to a plugin, whose children come back to the same monitor. */
export function remoteComponents(plugin: PluginProcess, cluster: FakeCluster) {
    return async (monitor: ResourceMonitor, engine: EngineLog): Promise<RemoteComponents> => {
        const server = await serve(monitor, engine);
        cluster.add(monitor.graph);
        await plugin.attach(server.address);
        const deployment = monitor.getDeploymentInfo();
        return {
            register: async (request) => {
                if (!request.getType().startsWith("emqx-ack:")) return undefined;
                const construct = constructRequest(request);
                construct.setProject(deployment.getProject());
                construct.setStack(deployment.getStack());
                construct.setOrganization(deployment.getOrganization());
                construct.setDryrun(deployment.getDryrun());
                construct.setParallel(16);
                construct.setMonitorendpoint(server.address);
                for (const [key, value] of deployment.getConfigMap().entries()) {
                    construct.getConfigMap().set(key, value);
                }
                construct.setConfigsecretkeysList(deployment.getConfigsecretkeysList());
                return registered(plugin, construct);
            },
            close: () => {
                cluster.remove(monitor.graph);
                server.close();
            },
        };
    };
}

/** What the engine makes of a remote component's registration (`pkg/resource/deploy/source_eval.go`). */
function constructRequest(request: RegisterResourceRequest): ConstructRequest {
    const construct = new ConstructRequest();
    construct.setType(request.getType());
    construct.setName(request.getName());
    construct.setParent(request.getParent());
    construct.setInputs(toStruct(mapValues(toObject(request.getObject()), upgradeToOutputs)));
    for (const [key, dependencies] of request.getPropertydependenciesMap().entries()) {
        const urns = new ConstructRequest.PropertyDependencies();
        urns.setUrnsList(dependencies.getUrnsList());
        construct.getInputdependenciesMap().set(key, urns);
    }
    for (const [pkg, reference] of request.getProvidersMap().entries()) {
        construct.getProvidersMap().set(pkg, reference);
    }
    construct.setDependenciesList(request.getDependenciesList());
    construct.setAliasesList(request.getAliasesList());
    construct.setProtect(request.getProtect() ?? false);
    construct.setRetainondelete(request.getRetainondelete() ?? false);
    construct.setDeletedwith(request.getDeletedwith());
    construct.setIgnorechangesList(request.getIgnorechangesList());
    construct.setReplaceonchangesList(request.getReplaceonchangesList());
    const timeouts = request.getCustomtimeouts();
    if (timeouts !== undefined) {
        const sent = new ConstructRequest.CustomTimeouts();
        sent.setCreate(timeouts.getCreate());
        sent.setUpdate(timeouts.getUpdate());
        sent.setDelete(timeouts.getDelete());
        construct.setCustomtimeouts(sent);
    }
    construct.setAcceptsOutputValues(true);
    return construct;
}

async function registered(
    plugin: PluginProcess,
    request: ConstructRequest,
): Promise<RegisterResourceResponse> {
    const answer = await plugin.construct(request).catch((error: ServiceError) => {
        throw new ConstructError(error.details, problemsOf(error));
    });
    const response = new RegisterResourceResponse();
    response.setUrn(answer.getUrn());
    response.setObject(answer.getState());
    for (const [key, dependencies] of answer.getStatedependenciesMap().entries()) {
        const urns = new RegisterResourceResponse.PropertyDependencies();
        urns.setUrnsList(dependencies.getUrnsList());
        response.getPropertydependenciesMap().set(key, urns);
    }
    return response;
}

export function problemsOf(error: ServiceError): { path: string; reason: string }[] {
    const [details] = error.metadata.get("grpc-status-details-bin");
    if (!(details instanceof Buffer)) return [];
    return Status.deserializeBinary(details)
        .getDetailsList()
        .filter((detail) => detail.getTypeName() === "pulumirpc.InputPropertiesError")
        .flatMap((detail) => InputPropertiesError.deserializeBinary(detail.getValue_asU8()).getErrorsList())
        .map((problem) => ({ path: problem.getPropertyPath(), reason: problem.getReason() }));
}
