import { type RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { RecordedAlias, RecordedOptions } from "./graph";
import { toWire } from "./protocol";

const HOOKS = [
    "BeforeCreate",
    "AfterCreate",
    "BeforeUpdate",
    "AfterUpdate",
    "BeforeDelete",
    "AfterDelete",
    "OnError",
] as const;

/** The options of a request in the message that transforms get and give back, as the engine fills it. */
export function optionsOf(request: RegisterResourceRequest, provider: string): TransformResourceOptions {
    const options = new TransformResourceOptions();
    options.setDependsOnList(request.getDependenciesList());
    options.setIgnoreChangesList(request.getIgnorechangesList());
    options.setReplaceOnChangesList(request.getReplaceonchangesList());
    options.setReplacementTrigger(request.getReplacementTrigger());
    options.setVersion(request.getVersion());
    options.setAliasesList(request.getAliasesList());
    options.setProvider(provider);
    options.setCustomTimeouts(request.getCustomtimeouts());
    options.setPluginDownloadUrl(request.getPlugindownloadurl());
    options.setDeletedWith(request.getDeletedwith());
    options.setReplaceWithList(request.getReplaceWithList());
    options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
    options.setHooks(request.getHooks());
    options.setImport(request.getImportid());
    options.setHideDiffList(request.getHidediffsList());
    if (request.hasProtect()) {
        options.setProtect(request.getProtect() ?? false);
    }
    if (request.hasRetainondelete()) {
        options.setRetainOnDelete(request.getRetainondelete() ?? false);
    }
    if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
        options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    for (const [pkg, reference] of request.getProvidersMap().entries()) {
        options.getProvidersMap().set(pkg, reference);
    }
    return options;
}

function aliases(options: TransformResourceOptions): RecordedAlias[] {
    return options.getAliasesList().map((alias) => {
        const spec = alias.getSpec();
        if (spec === undefined) {
            return alias.getUrn();
        }
        return {
            ...(spec.getName() && { name: spec.getName() }),
            ...(spec.getType() && { type: spec.getType() }),
            ...(spec.getProject() && { project: spec.getProject() }),
            ...(spec.getStack() && { stack: spec.getStack() }),
            ...(spec.getParenturn() && { parent: spec.getParenturn() }),
            ...(spec.getNoparent() && { noParent: true }),
        };
    });
}

function customTimeouts(options: TransformResourceOptions): RecordedOptions["customTimeouts"] {
    const timeouts = options.getCustomTimeouts();
    // SDKs before 3.260 know no timeout for reading.
    const read = timeouts?.getRead?.();
    const given = {
        ...(timeouts?.getCreate() && { create: timeouts.getCreate() }),
        ...(timeouts?.getUpdate() && { update: timeouts.getUpdate() }),
        ...(timeouts?.getDelete() && { delete: timeouts.getDelete() }),
        ...(read && { read }),
    };
    return Object.keys(given).length > 0 ? given : undefined;
}

function hooks(options: TransformResourceOptions): RecordedOptions["hooks"] {
    const binding = options.getHooks();
    if (binding === undefined) {
        return undefined;
    }
    const bound = HOOKS.map((hook): [string, string[]] => [
        hook[0].toLowerCase() + hook.slice(1),
        binding[`get${hook}List`](),
    ]).filter(([, names]) => names.length > 0);
    return bound.length > 0 ? Object.fromEntries(bound) : undefined;
}

function nonEmpty<T>(list: T[]): T[] | undefined {
    return list.length > 0 ? list : undefined;
}

/** The options as the graph shows them: only what was given. */
export function recordedOptions(options: TransformResourceOptions, transforms: number): RecordedOptions {
    const trigger = options.getReplacementTrigger();
    const all: RecordedOptions = {
        protect: options.hasProtect() ? options.getProtect() : undefined,
        retainOnDelete: options.hasRetainOnDelete() ? options.getRetainOnDelete() : undefined,
        deletedWith: options.getDeletedWith() || undefined,
        replaceWith: nonEmpty(options.getReplaceWithList()),
        replacementTrigger: trigger === undefined ? undefined : toWire(trigger),
        deleteBeforeReplace: options.hasDeleteBeforeReplace() ? options.getDeleteBeforeReplace() : undefined,
        ignoreChanges: nonEmpty(options.getIgnoreChangesList()),
        replaceOnChanges: nonEmpty(options.getReplaceOnChangesList()),
        hideDiffs: nonEmpty(options.getHideDiffList()),
        additionalSecretOutputs: nonEmpty(options.getAdditionalSecretOutputsList()),
        aliases: nonEmpty(aliases(options)),
        customTimeouts: customTimeouts(options),
        import: options.getImport() || undefined,
        version: options.getVersion() || undefined,
        pluginDownloadUrl: options.getPluginDownloadUrl() || undefined,
        hooks: hooks(options),
        transforms: transforms || undefined,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
