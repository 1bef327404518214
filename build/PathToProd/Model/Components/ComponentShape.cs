using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Product;
using PathToProd.Versions;

namespace PathToProd.Model.Components;

/// <summary>What <c>component.yaml</c> must look like.</summary>
internal static class ComponentShape
{
    private static readonly Key<string> Name = new(
        "name",
        new TextShape<string>(TextFormats.Name),
        "The component's name, equal to its folder's: lower-case letters, digits and dashes, at most 53 characters."
    )
    {
        Fallback = "",
        RequiredAs = "name: the-folder's-name",
    };

    private static readonly Key<SemVersion> Version = new(
        "version",
        new TextShape<SemVersion>(TextFormats.Version),
        "The version of what the folder holds (SemVer 2). Once an artifact of it is published, other content needs another version."
    )
    {
        Fallback = new SemVersion(0, 0, 0),
        RequiredAs = "version: 0.1.0",
    };

    private static readonly Key<ComponentType> Type = new(
        "type",
        new WordShape<ComponentType>(
            new("helm", ComponentType.Helm),
            new("terraform", ComponentType.Terraform),
            new("manifests", ComponentType.Manifests),
            new("controller", ComponentType.Controller)
        ),
        "What the component is made of: a chart in chart/, Terraform roots in terraform/<provider>/, Kubernetes manifests in manifests/, or a controller."
    )
    {
        Fallback = ComponentType.Manifests,
        RequiredAs = "type: helm",
    };

    private static readonly Key<ComponentLayer> Layer = new(
        "layer",
        new WordShape<ComponentLayer>(
            new("cloud", ComponentLayer.Cloud),
            new("kubernetes", ComponentLayer.Kubernetes),
            new("controller", ComponentLayer.Controller)
        ),
        "Which tests the component needs: cloud needs no cluster, kubernetes runs in one, controller extends its API."
    )
    {
        Fallback = ComponentLayer.Kubernetes,
        Default = "kubernetes",
    };

    private static readonly Key<string?> Owner = Key.Line("owner", "The team to ask.");

    private static readonly Key<string?> Description = Key.Line("description", "One line for lists.");

    private static readonly Key<string?> Namespace = new(
        "namespace",
        new TextShape<string>(TextFormats.Namespace)!,
        "The Kubernetes namespace that the chart or the manifests go to. Without it, the component's name."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string[]> AlsoIn = new(
        "also-in",
        new ListShape<string>(new TextShape<string>(TextFormats.Namespace), isDistinct: true),
        "Other namespaces that resources of the component may go to, such as kube-system. Without it, none."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<VersionRange>[]> Requires = Ranges(
        "requires",
        "a required component",
        "Other components that must be there, each with a range of versions: base-k8s: \">=1.30.0 <2.0.0\"."
    );

    private static readonly Key<Named<VersionRange>[]> Optional = Ranges(
        "optional",
        "a component",
        "Other components that need not be there; where they are, their versions must be in these ranges."
    );

    private static readonly Key<Named<VersionRange>[]> Conflicts = Ranges(
        "conflicts",
        "a component",
        "Versions of other components that must not be there together with this one: policy-agents: \"<0.2.0\"."
    );

    private static readonly Key<VersionRange?> Kubernetes = new(
        "kubernetes",
        new TextShape<VersionRange>(TextFormats.Range)!,
        "The Kubernetes versions that it runs on, such as >=1.30 <1.34. Without it, any."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string[]> Providers = new(
        "providers",
        new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true),
        "The providers that it runs on, as environment.yaml names them. Without it, any."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<InputSource>[]> Inputs = new(
        "inputs",
        new MapShape<InputSource>(
            "the place of an input",
            TextFormats.ValueKey,
            new TextShape<InputSource>(InputFormat.Source)
        ),
        "Values taken from the outputs of required components: cluster.name: base-k8s.cluster_name. Dots separate keys; \\. is a dot in a key."
    )
    {
        Fallback = [],
    };

    private static readonly Key<SharedFile[]> Shared = new(
        "shared",
        new ListShape<SharedFile>(new TextShape<SharedFile>(SharedFileFormat.File), isDistinct: true),
        "Files outside the component's folder that its stages read, from the repository's root: policies/labels.yaml; or one entry of a YAML file: images.yaml#ingress."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string[]> Uses = new(
        "uses",
        new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true),
        "Resources of platform.yaml that it uses while it runs, so that it waits until there is room: [terraform-state]."
    )
    {
        Fallback = [],
    };

    private static readonly Key<StageSettings> Stages = new(
        "stages",
        new StagesShape(),
        "Time limits and retries by stage. What is not said here, platform.yaml says."
    )
    {
        Fallback = StageSettings.Empty,
    };

    private static readonly Key<string[]> Policies = new(
        "policies",
        new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true),
        "Names of the policies that every rendered document must satisfy."
    )
    {
        Fallback = [],
    };

    private static readonly Key<GeneratedValue[]> Generated = new(
        "generated",
        new ListShape<GeneratedValue>(new TextShape<GeneratedValue>(GeneratedFormat.Value), isDistinct: true),
        "Values that the chart makes up at each rendering, so that snapshots and plans do not compare them: Secret/web/data.password."
    )
    {
        Fallback = [],
    };

    private static readonly Key<SmokeTests?> Smoke = new(
        "smoke",
        SmokeShape.Shape!,
        "What must hold after a deployment; otherwise the deployment failed."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<ComponentManifest> Shape = new(
        Build,
        Name,
        Version,
        Type,
        Layer,
        Owner,
        Description,
        Namespace,
        AlsoIn,
        Requires,
        Optional,
        Conflicts,
        Kubernetes,
        Providers,
        Inputs,
        Uses,
        Stages,
        Shared,
        UpstreamShape.Chart,
        UpstreamShape.Modules,
        Policies,
        LintWaiverShape.Waivers,
        Generated,
        Smoke,
        IntegrationTestShape.Tests,
        LoadProbeShape.Probe,
        ProductRequirement.Key
    );

    private static Key<Named<VersionRange>[]> Ranges(string name, string noun, string doc) =>
        new(
            name,
            new MapShape<VersionRange>(noun, TextFormats.Name, new TextShape<VersionRange>(TextFormats.Range)),
            doc
        )
        {
            Fallback = [],
        };

    private static ComponentManifest Build(Fields fields) =>
        new()
        {
            Name = fields.Get(Name),
            Version = fields.Get(Version),
            Type = fields.Get(Type),
            Layer = fields.Get(Layer),
            Owner = fields.Get(Owner),
            Description = fields.Get(Description),
            Namespace = fields.Get(Namespace) ?? fields.Get(Name),
            AlsoIn = [.. fields.Get(AlsoIn)],
            Requires = Requirements(fields.Get(Requires)),
            Optional = Requirements(fields.Get(Optional)),
            Conflicts = Requirements(fields.Get(Conflicts)),
            Kubernetes = fields.Get(Kubernetes),
            Providers = [.. fields.Get(Providers)],
            Inputs = TakenFrom(fields.Get(Inputs)),
            Uses = [.. fields.Get(Uses)],
            Shared = [.. fields.Get(Shared)],
            Stages = fields.Get(Stages),
            Chart = fields.Get(UpstreamShape.Chart),
            Modules =
            [
                .. fields
                    .Get(UpstreamShape.Modules)
                    .Select(module => new UpstreamModule(
                        module.Name,
                        module.Value.Source,
                        module.Value.Version,
                        module.Value.Folder
                            ?? (GitSource.TryParse(module.Value.Source, out var git, out _) ? git.Folder : null),
                        module.Value.Digest
                    )
                    {
                        Commit = module.Value.Commit,
                    }),
            ],
            Policies = [.. fields.Get(Policies)],
            LintWaivers = [.. fields.Get(LintWaiverShape.Waivers)],
            Generated = [.. fields.Get(Generated)],
            Smoke = fields.Get(Smoke),
            Tests = [.. fields.Get(IntegrationTestShape.Tests)],
            LoadProbe = fields.Get(LoadProbeShape.Probe),
            Source = fields.Source,
        };

    private static ImmutableSortedDictionary<string, Requirement> Requirements(Named<VersionRange>[] requires)
    {
        var requirements = ImmutableSortedDictionary.CreateBuilder<string, Requirement>(StringComparer.Ordinal);
        foreach (var one in requires)
        {
            requirements[one.Name] = new Requirement(one.Name, one.Value);
        }

        return requirements.ToImmutable();
    }

    private static ImmutableArray<Input> TakenFrom(Named<InputSource>[] inputs)
    {
        var taken = ImmutableArray.CreateBuilder<Input>(inputs.Length);
        foreach (var one in inputs)
        {
            taken.Add(new Input(one.Name, one.Value.Component, one.Value.Output));
        }

        return taken.ToImmutable();
    }
}
