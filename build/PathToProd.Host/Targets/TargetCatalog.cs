using PathToProd.Host.CommandLine;

namespace PathToProd.Host.Targets;

/// <summary>All targets: the stages that every component has, the platform's own, and those of version sets.</summary>
internal static class TargetCatalog
{
    private static readonly Option[] Selection = [Option.Component, Option.Environment, Option.Since, Option.Depth];

    /// <summary>The stages, in the order of a component's life.</summary>
    public static IReadOnlyList<TargetHelp> Stages { get; } =
    [
        new("Lint", "checks a component's sources without making anything", Options: Selection),
        new(
            "Build",
            "builds a component's artifact",
            "The same content is built once, and found again by its digest.",
            [.. Selection, Option.Force, Option.CheckInputs]
        ),
        new(
            "Test",
            "tests the artifact for every environment",
            "What passed is not tested again until one of its inputs changes.",
            [.. Selection, Option.Force, Option.UpdateSnapshots, Option.CheckInputs]
        ),
        new(
            "Plan",
            "shows what a deployment would change",
            "A Terraform plan is saved: Deploy --plan=saved applies that very plan, and nothing else.",
            [.. Selection, Option.Version, Option.Set]
        ),
        new(
            "Deploy",
            "deploys the artifact and verifies it",
            "Missing requirements are deployed first if the environment says so, or with --with-dependencies.",
            [
                .. Selection,
                Option.Version,
                Option.Set,
                Option.Force,
                Option.WithDependencies,
                Option.Wait,
                Option.Plan,
                Option.Exclusive,
            ]
        ),
        new(
            "Verify",
            "runs the smoke tests against what is deployed",
            Options: [.. Selection, Option.Version, Option.Set]
        ),
        new(
            "Destroy",
            "removes a component from an environment",
            "What other deployed components require is not removed, unless --force is given.",
            [.. Selection, Option.Version, Option.Set, Option.Force]
        ),
    ];

    /// <summary>The platform's own targets.</summary>
    public static IReadOnlyList<TargetHelp> Platform { get; } =
    [
        new("Components", "lists the components") { Run = Lists.Components },
        new("Environments", "lists the environments") { Run = Lists.Environments },
        new("Status", "shows what runs where", "It reads the ledgers, and calls no cluster.", Selection)
        {
            Run = Ledgers.Status,
        },
        new("History", "lists all attempts to deploy and destroy", Options: Selection) { Run = Ledgers.History },
        new(
            "Affected",
            "shows what a change touches: which components, where, and why",
            "Everything since HEAD branched off REF counts, including uncommitted changes; see docs/affected.md.",
            [Option.Since, Option.Depth, Option.Environment]
        )
        {
            Run = AffectedTarget.Run,
        },
        new(
            "Explain",
            "shows what would run for a component, and why",
            "It lists the inputs of its digest, what changed since, and where each value comes from. It runs nothing.",
            Selection
        )
        {
            Run = Explain.Run,
        },
        new(
            "Capabilities",
            "records what a cluster serves, so that charts are rendered for it",
            "The Kubernetes version and all API versions go to environments/<name>/capabilities.yaml, which belongs in Git. Test and Plan then render "
                + "charts for that cluster; settings in environment.yaml take precedence.",
            [Option.Environment]
        )
        {
            Run = RecordCapabilities.Run,
        },
        new(
            "Versions",
            "lists the versions that were built and published",
            "The newest version comes first. The registry is asked when platform.yaml names one.",
            [Option.Component]
        )
        {
            Run = ArtifactTargets.Versions,
        },
        new(
            "Publish",
            "copies a component's artifact to the registry",
            "It builds nothing: it takes what Build put into the store. A published version never changes.",
            [Option.Component]
        )
        {
            Run = ArtifactTargets.Publish,
        },
        new(
            "Check",
            "checks all manifests and version sets",
            "Every other target reads the manifests first. This one also reports what does not fit together, which version sets were changed, "
                + "and which of their artifacts are in no store."
        )
        {
            Run = Checks.Run,
        },
        new("Doctor", "lists the tools that are needed, found and missing", "It installs nothing.")
        {
            Run = ToolTargets.Doctor,
        },
        new(
            "InstallTools",
            "installs the tools that are missing",
            "Each is checked against its digest in build/tools.yaml."
        )
        {
            Run = ToolTargets.Install,
        },
        new(
            "NewComponent",
            "creates a component that builds and passes its tests",
            "It goes to components/<name>/; docs/add-a-component.md explains the rest.",
            [Option.Name, Option.Type]
        )
        {
            Run = NewComponent.Run,
        },
        new(
            "Schemas",
            "writes the JSON schemas of manifests and reports",
            "They go to build/schemas/: editors use those of manifests, programs those of what --output=json writes."
        )
        {
            Run = Schemas.Write,
        },
        new(
            "Completion",
            "prints a script that completes targets and names",
            "Add it to your shell: source <(./build.sh --target=Completion --shell=bash)",
            [Option.Shell]
        )
        {
            Run = Completion.Run,
            Formats = TargetHelp.TextAlone,
        },
        new(
            "SelfTest",
            "runs all tests of this project",
            "It first runs tests/prepare.sh, which installs what they need or says what root must install; see CONTRIBUTING.md.",
            [Option.Filter]
        )
        {
            Run = SelfTest.Run,
        },
        new("Help", "lists the targets and options") { Run = HelpText.PrintAll },
    ];

    /// <summary>The targets that find out, write down and show which versions work together.</summary>
    public static IReadOnlyList<TargetHelp> VersionSets { get; } =
    [
        new(
            "Resolve",
            "proposes the newest versions that can run together",
            "It takes the components of --from, or else of the working copy, and upgrades all of them, or only those of --upgrade. What is known to "
                + "fail is left out, and it says which parts of the proposal were never tested. The proposal goes to artifacts/proposed.yaml; see "
                + "docs/version-sets.md and docs/solver.md.",
            [Option.Upgrade, Option.From, Option.Environment, Option.OnlyKnownGood, Option.Limit]
        )
        {
            Run = ResolveTarget.Run,
        },
        new(
            "Certify",
            "tests a version set in an environment, and records evidence",
            "It makes real deployments, starting from what runs there or from another set; see docs/certify.md.",
            [Option.Set, Option.From, Option.Environment, Option.AndBack, Option.SignWith]
        )
        {
            Run = Certify.Run,
        },
        new(
            "Bisect",
            "finds which change of components makes a version set fail",
            "It makes real deployments; what evidence already shows is not run again. See docs/certify.md.",
            [Option.Good, Option.Bad, Option.Environment, Option.SignWith]
        )
        {
            Run = Bisect.Run,
        },
        new(
            "Retest",
            "shows which tests of a version set must run again, and which evidence still counts",
            "A test must run again when something it covers changed, or the test itself, a tool or Kubernetes. It runs nothing.",
            [Option.Set, Option.Environment]
        )
        {
            Run = RetestTarget.Run,
        },
        new(
            "Matrix",
            "shows which version sets work where, and which evidence says so",
            "With --component, which of its versions were tested with which versions of others (a,b: only of these two); with "
                + "--from and --set, how to get from one set to another over tested steps.\n"
                + "It can also write --output=markdown and --output=csv. See docs/compatibility.md.",
            [Option.Environment, Option.Set, Option.From, Option.Component]
        )
        {
            Run = MatrixTarget.Run,
            Formats = MatrixTarget.Formats,
        },
        new(
            "Pin",
            "pins a version set: what was proposed, another set, or what runs in an environment",
            "It goes to environments/version-sets/, under the next free name of this month unless --set gives one. With only --set and --sign-with it "
                + "signs a set that is already pinned; see docs/version-sets.md.",
            [Option.Set, Option.From, Option.Environment, Option.Note, Option.SignWith]
        )
        {
            Run = Pin.Run,
        },
        new("Sets", "lists the version sets that are pinned", "The newest comes first.") { Run = Sets.Run },
        new(
            "Diff",
            "compares two version sets, or what runs in environments",
            "It lists the commits and the changelog lines in between.",
            [Option.Set, Option.With]
        )
        {
            Run = Diff.Run,
        },
    ];

    /// <summary>All, stages first.</summary>
    public static IEnumerable<TargetHelp> All => Stages.Concat(Platform).Concat(VersionSets);

    /// <summary>The target of that name; null when it is not one of these: it may be a component's own task.</summary>
    public static TargetHelp? Find(string name) =>
        All.FirstOrDefault(target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
