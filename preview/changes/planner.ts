import type { RecordedResource } from "../monitor/graph";
import { urnOfProvider } from "../monitor/urns";
import { isSecret, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";
import { isUndecrypted } from "../project/placeholders";
import { Aliases } from "./aliases";
import type { Base, BaseResource } from "./base";
import { cascade } from "./cascade";
import { chartDecision, isWithoutInputs } from "./charts";
import type { Decision } from "./decision";
import { type Difference, differences } from "./difference";
import { leniencyOf, meansTheSame } from "./equivalence";
import { type Comparable, comparable, dependenciesOf } from "./normalise";
import { outsideReasons } from "./outsideReasons";
import { covers, formatPath, type PropertyPath, parsePath } from "./path";
import { propertyChanges } from "./properties";
import { deletesFirst, type ReplaceContext, replacingPaths } from "./replaceRules";
import { open } from "./secrets";

/**
 * Decides resource by resource, in the order of registration, what an update would do: the rules of the engine's
 * step generator (pulumi/pulumi, pkg/resource/deploy/step_generator.go) with those of the providers as data.
 */
export class Planner {
    private readonly olds: ReadonlyMap<string, BaseResource>;
    private readonly aliases: Aliases;
    private readonly decisions = new Map<string, Decision>();
    /** URNs of the base that the program still has. */
    private readonly claimed = new Set<string>();
    /** What goes because something it depends on is deleted before it is replaced, and the reasons. */
    private readonly condemned = new Map<string, readonly string[]>();

    constructor(
        private readonly base: Base,
        project: string,
        stack: string,
    ) {
        this.olds = new Map(base.resources.map((r) => [r.urn, r]));
        this.aliases = new Aliases(project, stack);
    }

    public decide(resource: RecordedResource): Decision {
        const old = this.find(resource);
        const decision =
            old === undefined || old.external !== resource.external
                ? isNew(resource)
                : this.compare(resource, old);
        this.decisions.set(resource.urn, decision);
        return decision;
    }

    /** What the base has and the program has not asked for. */
    public unclaimed(): BaseResource[] {
        return this.base.resources.filter(({ urn }) => !this.claimed.has(urn));
    }

    public formerUrn(urn: string): string {
        return this.aliases.former(urn);
    }

    private find(resource: RecordedResource): BaseResource | undefined {
        for (const urn of [resource.urn, ...this.aliases.candidates(resource)]) {
            const old = this.olds.get(urn);
            if (old !== undefined && !this.claimed.has(urn)) {
                this.claimed.add(urn);
                if (urn !== resource.urn) {
                    this.aliases.remember(resource.urn, urn);
                }
                return old;
            }
        }
        return undefined;
    }

    private compare(resource: RecordedResource, old: BaseResource): Decision {
        if (isWithoutInputs(this.base, old)) {
            return chartDecision(this.base, old, resource);
        }
        const inputs = comparable(resource.type, old.inputs, resource.inputs);
        const { changed, possible, uncompared } = this.sort(resource, old, inputs);
        const replacement = this.replacement(resource, old, inputs, changed);
        const isChanged = changed.length > 0 || old.unready === true;
        if (replacement.deleteBeforeReplace && !this.condemned.has(old.urn)) {
            const candidates = this.base.resources.filter(({ urn }) => !this.claimed.has(urn));
            for (const [urn, why] of cascade(old, candidates, this.olds)) {
                this.condemned.set(urn, why);
            }
        }
        return {
            resource,
            old,
            operation: replacement.isReplaced ? "replace" : isChanged ? "update" : "same",
            properties: propertyChanges([...changed, ...possible], replacement.paths),
            possible: possible.map(({ path }) => formatPath(path)),
            replaceReasons: replacement.reasons,
            deleteBeforeReplace: replacement.deleteBeforeReplace,
            inputs,
            uncompared: uncompared.length,
        };
    }

    /** The differences of the inputs by what they amount to; those that amount to nothing are left out. */
    private sort(resource: RecordedResource, old: BaseResource, { before, after }: Comparable) {
        const { type, options } = resource;
        const ignored = (options.ignoreChanges ?? []).map(parsePath);
        const sorted = differences(before, after, leniencyOf(type))
            .filter(
                (difference) =>
                    !meansTheSame(type, difference) && !ignored.some((path) => covers(path, difference.path)),
            )
            .map((difference) => ({
                difference,
                weight: difference.unknown ? this.weigh(resource, old, difference) : "changed",
            }));
        const of = (wanted: string) =>
            sorted.filter(({ weight }) => weight === wanted).map(({ difference }) => difference);
        return { changed: of("changed"), possible: of("possible"), uncompared: of("uncompared") };
    }

    /** Whether the resource is made anew, why, and in which order. */
    private replacement(
        resource: RecordedResource,
        old: BaseResource,
        inputs: Comparable,
        changed: readonly Difference[],
    ) {
        const { type, options, custom } = resource;
        const context: ReplaceContext = { type, ...inputs, provider: this.providerInputs(resource) };
        const byProvider = custom ? replacingPaths(changed, context) : [];
        const paths = [...byProvider, ...(custom ? asked(changed, options.replaceOnChanges) : [])];
        const outside = outsideReasons(resource, old, {
            decisions: this.decisions,
            olds: this.olds,
            formerUrn: (urn) => this.formerUrn(urn),
        });
        const condemned = this.condemned.get(old.urn);
        const reasons = [...new Set([...outside, ...paths.map(formatPath), ...(condemned ?? [])])];
        const isReplaced = reasons.length > 0;
        // A provider that is not asked, because something else has decided already, has no say in the order either.
        const providerWants = outside.length === 0 && byProvider.length > 0 && deletesFirst(context);
        const deleteBeforeReplace =
            isReplaced && (condemned !== undefined || (options.deleteBeforeReplace ?? providerWants));
        return { isReplaced, paths, reasons, deleteBeforeReplace };
    }

    /**
     * What a value that is not known amounts to: `changed` when what it comes from is made anew, `same` when it comes
     * from the same, which stays; `uncompared` when it comes from nowhere and is only there as ciphertext.
     */
    private weigh(
        resource: RecordedResource,
        old: BaseResource,
        { path, before, after }: Difference,
    ): "changed" | "same" | "possible" | "uncompared" {
        const property = String(path[0]);
        const now = dependenciesOf(resource, property);
        const operations = now.map((urn) => this.decisions.get(urn)?.operation);
        if (operations.some((operation) => operation === "create" || operation === "replace")) {
            return "changed";
        }
        const was = new Set(dependenciesOf(old, property));
        const comesFromTheSame =
            now.every((urn) => was.has(this.aliases.former(urn))) && new Set(now).size === was.size;
        if (!comesFromTheSame) {
            return "possible";
        }
        const wanted = open(after).value;
        const isSealed = isSecret(before) && open(before).value === UNKNOWN && wanted !== UNKNOWN;
        if (this.base.recorded && now.length === 0 && (isSealed || isUndecrypted(wanted))) {
            return "uncompared";
        }
        // Of a changed resource the id stays; what else of it is unknown may be another value.
        const isOutdated =
            this.base.recorded && operations.includes("update") && !this.isStillThere(before, now);
        return isOutdated ? "possible" : "same";
    }

    /** Whether what was taken from one of the resources is still among what is asked of it. */
    private isStillThere(value: Wire | undefined, urns: readonly string[]): boolean {
        return (
            typeof value === "string" &&
            value !== UNKNOWN &&
            urns.some((urn) => {
                const decision = this.decisions.get(urn);
                return decision !== undefined && occursIn(decision.inputs?.after ?? null, value);
            })
        );
    }

    private providerInputs({ provider }: RecordedResource): WireObject {
        return provider === undefined
            ? {}
            : (this.decisions.get(urnOfProvider(provider))?.resource.inputs ?? {});
    }
}

function occursIn(value: Wire, text: string): boolean {
    return typeof value === "object" && value !== null
        ? Object.values(value).some((member) => occursIn(member, text))
        : value === text;
}

function asked(changed: readonly Difference[], replaceOnChanges: readonly string[] = []): PropertyPath[] {
    const patterns = replaceOnChanges.map(parsePath);
    return changed
        .map(({ path }) => path)
        .filter((path) => patterns.some((pattern) => covers(pattern, path)));
}

function isNew(resource: RecordedResource): Decision {
    return {
        resource,
        operation: resource.external ? "same" : "create",
        properties: [],
        possible: [],
        replaceReasons: [],
        deleteBeforeReplace: false,
        uncompared: 0,
    };
}
