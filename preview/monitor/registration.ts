import {
    type ReadResourceRequest,
    RegisterResourceRequest,
    type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Answer, Answers } from "./answers";
import type { Graph, RecordedResource } from "./graph";
import { type Inputs, mapValues, transformedInputs } from "./inputs";
import { recordedOptions } from "./options";
import { toObject, toStruct } from "./protocol";
import type { Providers } from "./providers";
import { RpcError, STATUS } from "./rpcError";
import type { Transforms } from "./transforms";
import { createUrn, isProviderType, packageOf, typeOf, urnOfProvider } from "./urns";
import { secret, UNKNOWN, type Wire } from "./wire";

/** A registered resource and what the program is told about it. */
export interface Registered {
    readonly resource: RecordedResource;
    readonly answer: Answer;
}

/** Registers resources as the engine's resource monitor does (`pkg/resource/deploy/source_eval.go`). */
export class Registration {
    /** As the program sent them: inheritance and answers go by these, the graph shows them with `hide` applied. */
    private readonly known = new Map<string, RecordedResource>();
    /** Registered and not answered yet. */
    private readonly pending = new Set<string>();

    constructor(
        private readonly graph: Graph,
        private readonly answers: Answers,
        private readonly transforms: Transforms,
        private readonly providers: Providers,
        private readonly hide: (value: Wire) => Wire,
    ) {}

    public find(urn: string): RecordedResource | undefined {
        return this.known.get(urn);
    }

    public async register(request: RegisterResourceRequest): Promise<Registered> {
        const type = request.getType();
        const parent = request.getParent();
        this.inherit(request, this.known.get(parent));
        const own = request.getTransformsList();
        const inputs = await transformedInputs(request, this.transforms, this.resolveProvider(request));
        const urn = createUrn(this.graph.stack, this.graph.project, parent, type, request.getName());
        const options = recordedOptions(inputs.options, own.length);
        if (isProviderType(type)) {
            addPluginInputs(inputs);
        }
        const givenProviders = Object.fromEntries(inputs.options.getProvidersMap().entries());
        const resource: RecordedResource = {
            urn,
            type,
            name: request.getName(),
            ...(parent === "" ? {} : { parent }),
            custom: request.getCustom(),
            remote: request.getRemote(),
            external: false,
            ...this.providerOf(request, inputs.options),
            providers: request.getCustom() ? {} : this.providers.handDown(urn, parent, givenProviders),
            inputs: inputs.props,
            dependencies: [...inputs.dependencies],
            propertyDependencies: inputs.propertyDependencies,
            options,
        };
        this.refuseDuplicate(urn);
        this.answers.registered?.(resource);
        const answered = this.answer(resource);
        // A plain answer is not awaited, which would let resources registered at once change places.
        const answer = answered instanceof Promise ? await this.whilePending(urn, answered) : answered;
        this.record(resource, answer);
        this.transforms.remember(urn, parent, own);
        if (resource.remote) {
            await this.registerRemoteChildren(resource);
        }
        return { resource, answer };
    }

    public read(request: ReadResourceRequest): Registered {
        const type = request.getType();
        const parent = request.getParent();
        const provider = request.getProvider() || this.providers.default(type, request.getVersion());
        const resource: RecordedResource = {
            urn: createUrn(this.graph.stack, this.graph.project, parent, type, request.getName()),
            type,
            name: request.getName(),
            ...(parent === "" ? {} : { parent }),
            custom: true,
            remote: false,
            external: true,
            id: request.getId(),
            provider,
            providers: {},
            inputs: toObject(request.getProperties()),
            dependencies: request.getDependenciesList(),
            propertyDependencies: {},
            options: {},
        };
        this.refuseDuplicate(resource.urn);
        const answer = this.answers.read(resource);
        this.record(resource, answer);
        return { resource, answer };
    }

    /** `inheritFromParent` of the engine: what a child did not set itself it takes from its parent. */
    private inherit(request: RegisterResourceRequest, parent: RecordedResource | undefined): void {
        if (parent === undefined || parent.remote || parent.external) {
            return;
        }
        if (request.getDeletedwith() === "") {
            request.setDeletedwith(parent.options.deletedWith ?? "");
        }
        if (!request.hasProtect() && parent.options.protect !== undefined) {
            request.setProtect(parent.options.protect);
        }
        if (!request.hasRetainondelete() && parent.options.retainOnDelete !== undefined) {
            request.setRetainondelete(parent.options.retainOnDelete);
        }
        if (request.getProvider() === "" && parent.provider !== undefined) {
            const isComponent = !request.getCustom() && !request.getRemote();
            const pkg = packageOf(typeOf(urnOfProvider(parent.provider)));
            if (isComponent || pkg === packageOf(request.getType())) {
                request.setProvider(parent.provider);
            }
        }
    }

    private resolveProvider(request: RegisterResourceRequest): string {
        const given = Object.fromEntries(request.getProvidersMap().entries());
        return request.getCustom() || request.getRemote()
            ? this.providers.resolve(request.getProvider(), given, request.getParent(), request.getType())
            : request.getProvider();
    }

    private providerOf(
        request: RegisterResourceRequest,
        options: TransformResourceOptions,
    ): { provider?: string } {
        const type = request.getType();
        if (request.getRemote() || (request.getCustom() && !isProviderType(type))) {
            return { provider: options.getProvider() || this.providers.default(type, options.getVersion()) };
        }
        return {};
    }

    private answer(resource: RecordedResource): Answer | Promise<Answer> {
        if (!resource.custom) {
            return { outputs: {} };
        }
        if (isProviderType(resource.type)) {
            this.providers.registered(resource.urn, resource.inputs);
        }
        const configured = resource.provider === undefined || this.providers.isConfigured(resource.provider);
        const created = this.answers.create(resource, configured);
        return created instanceof Promise
            ? created.then((answer) => this.withSecrets(resource, answer))
            : this.withSecrets(resource, created);
    }

    /** What the program declared as secret outputs comes back as secrets. */
    private withSecrets(resource: RecordedResource, { id, outputs }: Answer): Answer {
        const secrets = resource.options.additionalSecretOutputs ?? [];
        const missing = this.answers.dryRun ? secrets.filter((key) => !(key in outputs)) : [];
        return {
            ...(id === undefined ? {} : { id }),
            outputs: {
                ...mapValues(outputs, (value, key) => (secrets.includes(key) ? secret(value) : value)),
                ...Object.fromEntries(missing.map((key) => [key, secret(UNKNOWN)])),
            },
        };
    }

    private refuseDuplicate(urn: string): void {
        if (this.known.has(urn) || this.pending.has(urn)) {
            // The engine's own words.
            throw new RpcError(
                STATUS.alreadyExists,
                `Duplicate resource URN '${urn}'; try giving it a unique name`,
            );
        }
    }

    private async whilePending(urn: string, answer: Promise<Answer>): Promise<Answer> {
        this.pending.add(urn);
        try {
            return await answer;
        } finally {
            this.pending.delete(urn);
        }
    }

    private record(resource: RecordedResource, answer: Answer): void {
        const answered = resource.custom ? { id: answer.id ?? resource.id, outputs: answer.outputs } : {};
        const complete = { ...resource, ...answered };
        this.known.set(resource.urn, complete);
        this.graph.resources.push({
            ...complete,
            inputs: mapValues(complete.inputs, this.hide),
            ...(complete.outputs === undefined ? {} : { outputs: mapValues(complete.outputs, this.hide) }),
        });
    }

    private async registerRemoteChildren(component: RecordedResource): Promise<void> {
        for (const child of this.answers.construct(component)) {
            const request = new RegisterResourceRequest();
            request.setType(child.type);
            request.setName(child.name);
            request.setParent(component.urn);
            request.setCustom(child.custom ?? true);
            request.setObject(toStruct(child.inputs));
            if (component.provider !== undefined && packageOf(child.type) === packageOf(component.type)) {
                request.setProvider(component.provider);
            }
            await this.register(request);
        }
    }
}

/** A provider's version and download location are options in the program and inputs in the engine. */
function addPluginInputs(inputs: Inputs): void {
    const version = inputs.options.getVersion();
    if (version !== "") {
        inputs.props.version = version;
    }
    const url = inputs.options.getPluginDownloadUrl();
    if (url !== "") {
        inputs.props.pluginDownloadURL = url;
    }
}
