import { randomUUID } from "node:crypto";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
    DeploymentInfo,
    type ReadResourceRequest,
    ReadResourceResponse,
    type RegisterErrorHookRequest,
    RegisterPackageResponse,
    type RegisterResourceHookRequest,
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    RegisterResourceResponse,
    type ResourceCallRequest,
    type ResourceInvokeRequest,
    type ResourceInvokeResponse,
    type SupportsFeatureRequest,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Answers, InvokeFailures } from "./answers";
import type { Graph } from "./graph";
import { failedInvoke, invokeResponse } from "./invokeResponse";
import { FEATURES, toObject, toStruct, UNNAMED_FEATURES } from "./protocol";
import { Providers } from "./providers";
import { Registration } from "./registration";
import { RpcError, STATUS } from "./rpcError";
import { Transforms } from "./transforms";
import { STACK_TYPE } from "./urns";
import { UNKNOWN, type Wire, type WireObject } from "./wire";

/** The deployment a program believes it is part of. */
export interface Deployment {
    readonly project: string;
    readonly stack: string;
    readonly organization: string;
    /** `namespace:key` to value. */
    readonly config: Readonly<Record<string, string>>;
    readonly secretKeys: readonly string[];
    readonly answers: Answers;
    /** Replaces what must not be shown (placeholders of secrets) in everything that is recorded. */
    readonly hide?: (value: Wire) => Wire;
    /** Called with the number of resources after each registration. */
    readonly onResource?: (count: number) => void;
}

const NOTHING_KNOWN: WireObject = { unknown: UNKNOWN };

const GET_RESOURCE = "pulumi:pulumi:getResource";

/**
 * The engine's side of a deployment: takes a program's registrations, answers them, and keeps the graph.
 * Every method is one call of the `pulumirpc.ResourceMonitor` service.
 */
export class ResourceMonitor {
    public readonly graph: Graph;
    private readonly transforms = new Transforms();
    private readonly providers: Providers;
    private readonly registration: Registration;
    private readonly hide: (value: Wire) => Wire;

    constructor(private readonly deployment: Deployment) {
        this.graph = {
            project: deployment.project,
            stack: deployment.stack,
            resources: [],
            defaultProviders: [],
            invokes: [],
            diagnostics: [],
            outputs: {},
        };
        this.hide = deployment.hide ?? ((value) => value);
        this.providers = new Providers(deployment.project, deployment.stack, (provider) => {
            this.graph.defaultProviders.push(provider);
        });
        this.registration = new Registration(
            this.graph,
            deployment.answers,
            this.transforms,
            this.providers,
            this.hide,
        );
    }

    public getDeploymentInfo(): DeploymentInfo {
        const info = new DeploymentInfo();
        info.setProject(this.deployment.project);
        info.setStack(this.deployment.stack);
        info.setOrganization(this.deployment.organization);
        for (const [key, value] of Object.entries(this.deployment.config)) {
            info.getConfigMap().set(key, value);
        }
        info.setConfigsecretkeysList([...this.deployment.secretKeys]);
        info.setDryrun(this.deployment.answers.dryRun);
        info.setParallel(16);
        info.setSupportedfeaturesList([...Object.values(FEATURES), ...Object.values(UNNAMED_FEATURES)]);
        return info;
    }

    public supportsFeature(request: SupportsFeatureRequest): SupportsFeatureResponse {
        const response = new SupportsFeatureResponse();
        response.setHassupport(request.getId() in FEATURES);
        return response;
    }

    public async registerResource(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        const { resource, answer } = await this.registration.register(request);
        this.deployment.onResource?.(this.graph.resources.length);
        const response = new RegisterResourceResponse();
        response.setUrn(resource.urn);
        response.setId(answer.id ?? "");
        response.setObject(toStruct(answer.outputs));
        return response;
    }

    public readResource(request: ReadResourceRequest): ReadResourceResponse {
        const { resource, answer } = this.registration.read(request);
        const response = new ReadResourceResponse();
        response.setUrn(resource.urn);
        response.setProperties(toStruct(answer.outputs));
        return response;
    }

    public registerResourceOutputs(request: RegisterResourceOutputsRequest): Empty {
        const outputs = this.hidden(toObject(request.getOutputs()));
        const resource = this.graph.resources.find(({ urn }) => urn === request.getUrn());
        if (resource === undefined) {
            throw new RpcError(STATUS.notFound, `resource ${request.getUrn()} was never registered`);
        }
        resource.outputs = outputs;
        if (resource.type === STACK_TYPE) {
            this.graph.outputs = outputs;
        }
        return new Empty();
    }

    public async invoke(request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
        const token = request.getTok();
        if (token === GET_RESOURCE) {
            return this.getResource(request);
        }
        const provider = request.getProvider();
        const args = await this.transforms.applyToInvoke(token, toObject(request.getArgs()), provider);
        const result = this.deployment.answers.invoke(token, args);
        this.recordCall(token, args, provider, result !== undefined);
        // SDKs that do not read the flag find an unknown in the result, which makes all of an output unknown.
        return result instanceof InvokeFailures
            ? failedInvoke(result)
            : invokeResponse(result ?? NOTHING_KNOWN, result === undefined);
    }

    /** A method of a resource runs in its provider, which is not here: nothing of its result is known. */
    public call(request: ResourceCallRequest): CallResponse {
        this.recordCall(request.getTok(), toObject(request.getArgs()), request.getProvider(), false);
        const response = new CallResponse();
        response.setReturn(toStruct(NOTHING_KNOWN));
        return response;
    }

    public registerStackTransform(callback: Callback): Empty {
        this.transforms.addForStack(callback);
        return new Empty();
    }

    public registerStackInvokeTransform(callback: Callback): Empty {
        this.transforms.addForInvokes(callback);
        return new Empty();
    }

    /** A resource names the hooks it binds, which is what the graph keeps; nothing is deployed, so none runs. */
    public registerResourceHook(_request: RegisterResourceHookRequest): Empty {
        return new Empty();
    }

    public registerErrorHook(_request: RegisterErrorHookRequest): Empty {
        return new Empty();
    }

    public registerPackage(): RegisterPackageResponse {
        const response = new RegisterPackageResponse();
        response.setRef(randomUUID());
        return response;
    }

    public signalAndWaitForShutdown(): Empty {
        return new Empty();
    }

    public close(): void {
        this.transforms.close();
    }

    private getResource(request: ResourceInvokeRequest): ResourceInvokeResponse {
        const urn = String(toObject(request.getArgs()).urn);
        const resource = this.registration.find(urn);
        if (resource === undefined) {
            throw new RpcError(STATUS.notFound, `unknown resource '${urn}'`);
        }
        return invokeResponse({ urn, id: resource.id ?? "", state: resource.outputs ?? {} });
    }

    private recordCall(token: string, args: WireObject, provider: string, known: boolean): void {
        const from = provider === "" ? {} : { provider };
        this.graph.invokes.push({ token, args: this.hidden(args), ...from, known });
    }

    private hidden(object: WireObject): WireObject {
        return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, this.hide(value)]));
    }
}
