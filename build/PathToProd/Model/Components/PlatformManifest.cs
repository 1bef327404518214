using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Pools;
using PathToProd.Model.Stores;
using PathToProd.Versions;

namespace PathToProd.Model.Components;

/// <summary>What <c>platform.yaml</c> at the root says: what spans all components and environments.</summary>
public sealed record PlatformManifest
{
    internal const string DefaultMainBranch = "main";

    /// <summary>The platform's name.</summary>
    public required string Name { get; init; }

    /// <summary>The environment that is used when none is named. Default: <c>sandbox</c>.</summary>
    public string DefaultEnvironment { get; init; } = "sandbox";

    /// <summary>Time limits and retries for stages whose component says nothing.</summary>
    public StageSettings Stages { get; init; } = StageSettings.Empty;

    /// <summary>How many components run at once. Default: the number of processors.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How many components of a run may use each named resource at once, by name.</summary>
    public IReadOnlyDictionary<string, int> Resources { get; init; } = new Dictionary<string, int>();

    /// <summary>The components of each group, by the group's name: they have one lifecycle where an environment says <c>deployment-model: groups</c>.</summary>
    public ImmutableSortedDictionary<string, IReadOnlyList<string>> Groups { get; init; } =
        ImmutableSortedDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>How long a run waits for another one that deploys the same component to the same environment. Default: 5 minutes.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where ledgers and locks are kept. Default: in files of this checkout, and on this machine.</summary>
    public LedgerSettings Ledger { get; init; } = LedgerSettings.Default;

    /// <summary>The registry that artifacts are published to and taken from; null if none but the checkout's own store.</summary>
    public StoreAddress? Store { get; init; }

    /// <summary>With what repositories of charts and archives of modules are asked that want a password, in the order of the file.</summary>
    public ImmutableArray<UpstreamCredentials> Credentials { get; init; } = [];

    /// <summary>Where the sources are kept, which artifacts then name; null when they name nothing.</summary>
    public Uri? Repository { get; init; }

    /// <summary>True keeps results of passed tests in <see cref="Store"/> too, so that one pipeline's count for another. Default: false.</summary>
    public bool SharedResults { get; init; }

    /// <summary>What must hold once a whole version set is deployed, whatever its components say.</summary>
    public ImmutableArray<IntegrationTest> Tests { get; init; } = [];

    /// <summary>Requests that are sent while anything is updated; null for none.</summary>
    public LoadProbe? LoadProbe { get; init; }

    /// <summary>How old evidence may be before it is stale. Default: 30 days.</summary>
    public TimeSpan EvidenceAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The file, from the repository's root, that lists who may sign version sets and evidence, in the format of
    /// <c>ssh-keygen(1)</c>, ALLOWED SIGNERS; null when nothing is signed.
    /// </summary>
    public string? AllowedSigners { get; init; }

    /// <summary>Groups of people, whose approval promotions may need, by name.</summary>
    public ImmutableSortedDictionary<string, IReadOnlyList<string>> People { get; init; } =
        ImmutableSortedDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>The CODEOWNERS file, from the repository's root; null when it makes no group.</summary>
    public string? CodeOwners { get; init; }

    /// <summary>What is said of pools of environments, by name; a pool of which nothing is said has what <see cref="PoolSettings.Default"/> has.</summary>
    public ImmutableSortedDictionary<string, PoolSettings> Pools { get; init; } =
        ImmutableSortedDictionary<string, PoolSettings>.Empty;

    /// <summary>Who builds, tests and deploys. Default: <see cref="WayOfWorking.Manual"/>, which refuses nothing.</summary>
    public WayOfWorking WayOfWorking { get; init; }

    /// <summary>The branch that changes are merged to, which generated pipelines certify. Default: <c>main</c>.</summary>
    public string MainBranch { get; init; } = DefaultMainBranch;

    /// <summary>The versions of Path to Prod that the platform is written for, one of which runs; null for any.</summary>
    public VersionRange? RequiresProduct { get; init; }

    /// <summary>Where each thing was said, by path in the file.</summary>
    public required SourceMap Source { get; init; }
}
