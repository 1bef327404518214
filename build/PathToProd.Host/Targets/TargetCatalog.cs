using PathToProd.Host.CommandLine;
using PathToProd.Host.Targets.Pools;
using PathToProd.Host.Targets.Promotions;

namespace PathToProd.Host.Targets;

/// <summary>All targets: the stages that every component has, the platform's own, and those of version sets.</summary>
internal static class TargetCatalog
{
    /// <summary>The stages, in the order of a component's life.</summary>
    public static IReadOnlyList<HostTarget> Stages { get; } =
    [
        new(
            "Lint",
            "checks a component's sources without making anything",
            Options: [.. Option.Selection, .. Option.Course]
        )
        {
            Formats = HostTarget.RunFormats,
        },
        new(
            "Build",
            "builds a component's artifact",
            "The same content is built once, and found again by its digest.",
            [.. Option.Selection, .. Option.Course, Option.Resume, Option.Force, Option.CheckInputs]
        )
        {
            Formats = HostTarget.RunFormats,
        },
        new(
            "Test",
            "tests the artifact for every environment",
            "What passed is not tested again until one of its inputs changes.",
            [
                .. Option.Selection,
                .. Option.Course,
                Option.Resume,
                Option.Force,
                Option.UpdateSnapshots,
                Option.CheckInputs,
                Option.WaitForPool,
            ]
        )
        {
            Pools = PoolUse.Looks,
            Formats = HostTarget.RunFormats,
        },
        new(
            "Plan",
            "shows what a deployment would change",
            "It takes no lock and changes nothing. What cannot be known yet is named with the reason. Deploy --plan=FILE applies what --save=FILE saved, once, and nothing else. See docs/plans.md.",
            [.. Option.Selection, .. Option.Course, Option.Version, Option.Set, Option.Save]
        )
        {
            Formats = HostTarget.RunFormats,
        },
        new(
            "Deploy",
            "deploys the artifact and verifies it",
            "Missing requirements are deployed first if the environment says so, or with --with-dependencies.",
            [
                .. Option.Selection,
                .. Option.Course,
                Option.Resume,
                Option.Version,
                Option.Set,
                Option.Force,
                Option.WithDependencies,
                Option.Wait,
                Option.Plan,
                Option.DryRun,
                Option.Exclusive,
            ]
        )
        {
            Pools = PoolUse.Changes,
            Formats = HostTarget.RunFormats,
        },
        new(
            "Verify",
            "runs the smoke tests against what is deployed",
            Options: [.. Option.Selection, .. Option.Course, Option.Version, Option.Set, Option.WaitForPool]
        )
        {
            Pools = PoolUse.Looks,
            Formats = HostTarget.RunFormats,
        },
        new(
            "Destroy",
            "removes a component from an environment",
            "What other deployed components require is not removed, unless --force is given.",
            [
                .. Option.Selection,
                .. Option.Course,
                Option.Resume,
                Option.Version,
                Option.Set,
                Option.Force,
                Option.DryRun,
            ]
        )
        {
            Pools = PoolUse.ChangesNamed,
            Formats = HostTarget.RunFormats,
        },
    ];

    /// <summary>The platform's own targets.</summary>
    public static IReadOnlyList<HostTarget> Platform { get; } =
    [
        ComponentsTarget.Definition,
        EnvironmentsTarget.Definition,
        StandUpTarget.Definition,
        TearDownTarget.Definition,
        StatusTarget.Definition,
        DriftTarget.Definition,
        RollbackTarget.Definition,
        HistoryTarget.Definition,
        ExportLedgerTarget.Definition,
        ImportLedgerTarget.Definition,
        LeasesTarget.Definition,
        QuarantineTarget.Definition,
        ReadmitTarget.Definition,
        AffectedTarget.Definition,
        ExplainTarget.Definition,
        PostReportTarget.Definition,
        CapabilitiesTarget.Definition,
        VersionsTarget.Definition,
        PublishTarget.Definition,
        BumpTarget.Definition,
        CheckTarget.Definition,
        DoctorTarget.Definition,
        InstallToolsTarget.Definition,
        NewComponentTarget.Definition,
        NewEnvironmentTarget.Definition,
        NewPlatformTarget.Definition,
        UpgradeTarget.Definition,
        PackTarget.Definition,
        PipelinesTarget.Definition,
        SchemasTarget.Definition,
        CompletionTarget.Definition,
        SelfTestTarget.Definition,
        HelpTarget.Definition,
    ];

    /// <summary>The targets that find out, write down and show which versions work together.</summary>
    public static IReadOnlyList<HostTarget> VersionSets { get; } =
    [
        ResolveTarget.Definition,
        CertifyTarget.Definition,
        ValidateTarget.Definition,
        BisectTarget.Definition,
        RetestTarget.Definition,
        MatrixTarget.Definition,
        PinTarget.Definition,
        SetsTarget.Definition,
        DiffTarget.Definition,
    ];

    /// <summary>The targets that bring version sets along the path to production.</summary>
    public static IReadOnlyList<HostTarget> Promotions { get; } =
    [
        GraphTarget.Definition,
        GatesTarget.Definition,
        PromoteTarget.Definition,
        AdvanceTarget.Definition,
        ApproveTarget.Definition,
        OverrideTarget.Definition,
        FreezeTarget.Definition,
        UnfreezeTarget.Definition,
        HoldTarget.Definition,
        CondemnTarget.Definition,
        ReleaseTarget.Definition,
    ];

    /// <summary>All, stages first.</summary>
    public static IEnumerable<HostTarget> All => Stages.Concat(Platform).Concat(VersionSets).Concat(Promotions);

    /// <summary>The target of that name; null when it is not one of these: it may be a component's own task.</summary>
    public static HostTarget? Find(string name) =>
        All.FirstOrDefault(target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
