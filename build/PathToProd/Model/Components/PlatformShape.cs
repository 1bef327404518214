using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Ledgers;
using PathToProd.Model.People;
using PathToProd.Model.Pools;
using PathToProd.Model.Product;
using PathToProd.Model.Stores;

namespace PathToProd.Model.Components;

/// <summary>What <c>platform.yaml</c> must look like.</summary>
internal static class PlatformShape
{
    private static readonly Key<string> Name = new(
        "name",
        new TextShape<string>(TextFormats.Name),
        "The platform's name."
    )
    {
        Fallback = "",
        RequiredAs = "name: platform",
    };

    private static readonly Key<string> DefaultEnvironment = new(
        "default-environment",
        new TextShape<string>(TextFormats.Name),
        "The environment that is used when none is named."
    )
    {
        Fallback = "sandbox",
        Default = "sandbox",
    };

    private static readonly Key<StageSettings> Stages = new(
        "stages",
        new StagesShape(),
        "Time limits and retries for stages whose component says nothing."
    )
    {
        Fallback = StageSettings.Empty,
    };

    private static readonly Key<int> Concurrency = new(
        "concurrency",
        new IntegerShape(1, 1000),
        "How many components run at once. Without it, the number of processors."
    )
    {
        Fallback = 1,
    };

    private static readonly Key<Named<int>[]> Resources = new(
        "resources",
        new MapShape<int>("a resource", TextFormats.Name, new IntegerShape(1, 1000)),
        "How many components of a run may use a resource at once: terraform-state: 1. Components name it under uses."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<string[]>[]> Groups = new(
        "groups",
        new MapShape<string[]>(
            "a group",
            TextFormats.Name,
            new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true)
        ),
        "Components with one lifecycle in environments that say deployment-model: groups: edge: [ingress, external-dns]."
    )
    {
        Fallback = [],
    };

    private static readonly Key<TimeLimit> LockTimeout = new(
        "lock-timeout",
        new TextShape<TimeLimit>(TextFormats.DurationOrZero),
        "How long a run waits for another one that deploys the same component to the same environment; 0s does not wait."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromMinutes(5)),
        Default = "5m",
    };

    private static readonly Key<StoreAddress?> Store = new(
        "store",
        new TextShape<StoreAddress>(StoreFormat.Address)!,
        "The registry that artifacts are published to and taken from: oci://registry.example.com/platform. Without it, artifacts/store is all there is."
    )
    {
        Fallback = null,
    };

    private static readonly Key<Uri?> Source = new(
        "source",
        new TextShape<Uri>(HttpFormat.Address)!,
        "Where the sources are kept: https://git.example.com/platform. Artifacts name it, so changing it makes new artifacts."
    )
    {
        Fallback = null,
    };

    private static readonly Key<bool> SharedResults = new(
        "shared-results",
        new BooleanShape(),
        "Keeps results of passed tests in the registry too, so that one pipeline's count for another."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<TimeLimit> EvidenceAge = new(
        "evidence-age",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How old evidence may get before it is stale."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromDays(30)),
        Default = "30d",
    };

    private static readonly Key<string?> AllowedSigners = new(
        "allowed-signers",
        new TextShape<string>(TextFormats.OwnFile)!,
        "The file that lists who may sign version sets and evidence, from the repository's root, in the format of ssh-keygen."
    )
    {
        Fallback = null,
    };

    private static readonly Key<WayOfWorking> WaysOfWorking = new(
        "ways-of-working",
        new WordShape<WayOfWorking>(
            new("manual", WayOfWorking.Manual),
            new("ci", WayOfWorking.Ci),
            new("ci-cd", WayOfWorking.CiCd)
        ),
        "Who builds, tests and deploys: everyone; CI all but deployments; or CI and a delivery agent all of it."
    )
    {
        Fallback = default,
        Default = "manual",
    };

    private static readonly Key<string> MainBranch = new(
        "main-branch",
        new TextShape<string>(BranchName.Such("main")),
        "The branch that changes are merged to. Generated pipelines certify what is pushed there."
    )
    {
        Fallback = PlatformManifest.DefaultMainBranch,
        Default = PlatformManifest.DefaultMainBranch,
    };

    public static readonly ObjectShape<PlatformManifest> Shape = new(
        fields => new PlatformManifest
        {
            Name = fields.Get(Name),
            DefaultEnvironment = fields.Get(DefaultEnvironment),
            Stages = fields.Get(Stages),
            Concurrency = fields.Find(Concurrency),
            Resources = fields
                .Get(Resources)
                .ToDictionary(resource => resource.Name, resource => resource.Value, StringComparer.Ordinal),
            Groups = ByName(fields.Get(Groups)),
            LockTimeout = fields.Get(LockTimeout).Value,
            Ledger = fields.Get(LedgerShape.Key),
            Store = fields.Get(Store),
            Credentials =
            [
                .. fields
                    .Get(UpstreamCredentialsShape.Credentials)
                    .Select(one => one.Value with { Address = one.Name }),
            ],
            Repository = fields.Get(Source),
            SharedResults = fields.Get(SharedResults),
            Tests = [.. fields.Get(IntegrationTestShape.Tests)],
            LoadProbe = fields.Get(LoadProbeShape.Probe),
            EvidenceAge = fields.Get(EvidenceAge).Value,
            AllowedSigners = fields.Get(AllowedSigners),
            People = ByName(fields.Get(PeopleShape.People)),
            CodeOwners = fields.Get(PeopleShape.CodeOwners),
            Pools = PoolShape.ByName(fields.Get(PoolShape.Pools)),
            WayOfWorking = fields.Get(WaysOfWorking),
            MainBranch = fields.Get(MainBranch),
            RequiresProduct = fields.Get(ProductRequirement.Key),
            Source = fields.Source,
        },
        Name,
        DefaultEnvironment,
        Stages,
        Concurrency,
        Resources,
        Groups,
        LockTimeout,
        LedgerShape.Key,
        Store,
        UpstreamCredentialsShape.Credentials,
        Source,
        SharedResults,
        IntegrationTestShape.Tests,
        LoadProbeShape.Probe,
        EvidenceAge,
        AllowedSigners,
        PeopleShape.People,
        PeopleShape.CodeOwners,
        PoolShape.Pools,
        WaysOfWorking,
        MainBranch,
        ProductRequirement.Key
    );

    private static ImmutableSortedDictionary<string, IReadOnlyList<string>> ByName(Named<string[]>[] groups)
    {
        var byName = ImmutableSortedDictionary.CreateBuilder<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            byName[group.Name] = group.Value;
        }

        return byName.ToImmutable();
    }
}
