namespace PathToProd.Host.CommandLine;

/// <summary>An option of the command line, written <c>--name=value</c>, <c>--name value</c> or, for a switch, <c>--name</c>.</summary>
/// <param name="Word">Without dashes.</param>
/// <param name="Value">What the value is called in help; null for a switch.</param>
/// <param name="Summary">One line.</param>
/// <param name="Letter">A short form, such as <c>t</c> for <c>-t</c>; null if none.</param>
/// <param name="Choices">The only values there are; null when any will do.</param>
/// <param name="IsList">Whether the value is a list with commas, of which no item may be empty.</param>
/// <param name="IsSwitchToo">True when the word alone means something too; a value then follows only after <c>=</c>.</param>
internal sealed record Option(
    string Word,
    string? Value,
    string Summary,
    char? Letter = null,
    string[]? Choices = null,
    bool IsList = false,
    bool IsSwitchToo = false
)
{
    public static readonly Option Target = new("target", "NAME", "what to do; see --target=Help", 't');
    public static readonly Option Directory = new(
        "directory",
        "FOLDER",
        "work as if called in this folder, on the platform there",
        'C'
    );
    public static readonly Option Component = new(
        "component",
        "NAMES",
        "a component, several (a,b), all, or affected",
        'c',
        IsList: true
    );
    public static readonly Option Environment = new(
        "environment",
        "NAME",
        "which environment; default: the one in platform.yaml",
        'e'
    );
    public static readonly Option Since = new(
        "since",
        "REF",
        "what to compare with: a branch, a tag or a commit, such as origin/main"
    );

    /// <summary>The same word for a target that is about time. For <c>--component=affected</c> it still says what to compare with.</summary>
    public static readonly Option SinceMoment = new(
        "since",
        "WHEN",
        "only what ended since then: a date (2026-11-01), a time (2026-11-01T08:00Z) or a duration (7d); with --component=affected: what to compare with"
    );
    public static readonly Option Depth = new(
        "depth",
        "NUMBER",
        "how many requirements to follow from a change; default: all of them"
    );
    public static readonly Option Output = new(
        "output",
        "text|json",
        "json writes one document to standard output",
        'o',
        ["text", "json", "markdown", "csv", "events", "mermaid", "dot", "man"]
    );
    public static readonly Option Force = new("force", null, "run even if nothing changed");
    public static readonly Option WithDependencies = new(
        "with-dependencies",
        null,
        "deploy missing requirements first"
    );
    public static readonly Option Wait = new(
        "wait",
        null,
        "wait for runs that are deploying the same component or its requirements, instead of being refused"
    );

    /// <summary>The same word for a target that takes no locks but what it leases.</summary>
    public static readonly Option WaitForPool = new(
        "wait",
        null,
        "wait until an environment of the pool is free, instead of being refused after lock-timeout"
    );

    /// <summary>The same word for a target that has an environment for itself.</summary>
    public static readonly Option WaitForEnvironment = new(
        "wait",
        null,
        "wait until the environment, or one of the pool, is free, instead of being refused after lock-timeout"
    );
    public static readonly Option Parallel = new(
        "parallel",
        "NUMBER",
        "how many components run at once; default: concurrency in platform.yaml, else one for each processor"
    );
    public static readonly Option OnFailure = new(
        "on-failure",
        "POLICY",
        "after a failure: stop, finish-unrelated (the default) or finish-everything, also what requires it",
        Choices: ["stop", "finish-unrelated", "finish-everything"]
    );
    public static readonly Option Resume = new(
        "resume",
        "RUN",
        "go on with a run that failed, was cancelled or was killed; alone: the last one of the target and environment",
        IsSwitchToo: true
    );
    public static readonly Option Confirm = new(
        "confirm",
        "NAME",
        "the name of the environment to tear down, as a confirmation"
    );

    /// <summary>The same word for a target that changes to a version.</summary>
    public static readonly Option ConfirmVersion = new(
        "confirm",
        "VERSION",
        "change to this version; without it, what would change is only shown"
    );
    public static readonly Option Reports = new(
        "report",
        "FILES",
        "write what became of each component to files: JUnit XML to one that ends in .xml, JSON to .json, what is wrong as SARIF to .sarif",
        IsList: true
    );

    /// <summary>The same word for a target that finds problems alone.</summary>
    public static readonly Option ProblemReports = new(
        "report",
        "FILES",
        "write what is wrong to files that end in .sarif, for code review",
        IsList: true
    );

    /// <summary>The same word for the report of a change.</summary>
    public static readonly Option ChangeReports = new(
        "report",
        "FILES",
        "write the report of the change to files: JSON to one that ends in .json, JUnit XML to .xml, Markdown to .md, the sums of plans, for GitLab, to "
            + ".terraform.json",
        IsList: true
    );

    /// <summary>The same word for a report that is there already.</summary>
    public static readonly Option ReportFile = new(
        "report",
        "FILE",
        "the report of a change that another call wrote to a file with --report=FILE.json"
    );
    public static readonly Option FailOnDrift = new(
        "fail-on-drift",
        null,
        "exit with 1 when something drifted, or it is not known whether it did"
    );
    public static readonly Option Plan = new(
        "plan",
        "FILE",
        "apply the plan that Plan saved in a file, and nothing else"
    );
    public static readonly Option Save = new(
        "save",
        "FILE",
        "save the plan in a file, which Deploy --plan applies once"
    );

    /// <summary>The same word for a history.</summary>
    public static readonly Option SaveLedger = new("save", "FILE", "the new file that the history is written to");
    public static readonly Option RemoveExported = new(
        "remove-exported",
        null,
        "remove from the cluster, once they are in the file, the oldest parts that say nothing about what is deployed now"
    );
    public static readonly Option FromFile = new("from-file", "FILE", "a history that ExportLedger wrote");
    public static readonly Option UpdateSnapshots = new(
        "update-snapshots",
        null,
        "rewrite the rendered snapshots; then read the diff"
    );
    public static readonly Option CheckInputs = new(
        "check-inputs",
        null,
        "show files that are read but not declared; needs strace"
    );
    public static readonly Option Exclusive = new("exclusive", null, "only this target, not what it depends on");
    public static readonly Option Name = new("name", "NAME", "the name of the new component or environment");
    public static readonly Option Extends = new("extends", "NAME", "the environment that the new one is like");
    public static readonly Option To = new("to", "FOLDER", "the folder that it is written to");

    public static readonly Option Chart = new(
        "chart",
        "ADDRESS",
        "for type helm: a chart that others publish, such as https://charts.example.com/cert-manager"
    );

    /// <summary>The same word for a target that raises a version.</summary>
    public static readonly Option ToVersion = new(
        "to",
        "VERSION",
        "the version, or a range of versions whose newest is taken; default: the newest release"
    );

    /// <summary>The same word for a target that changes to a version.</summary>
    public static readonly Option ToProduct = new(
        "to",
        "VERSION",
        "the version of Path to Prod to change to; default: the newest release in the package sources"
    );
    public static readonly Option Type = new("type", "TYPE", "helm (the default), terraform, manifests or controller");
    public static readonly Option Backstage = new(
        "backstage",
        null,
        "write a catalog-info.yaml too, for Backstage's catalogue"
    );
    public static readonly Option Set = new("set", "NAME", "a version set of environments/version-sets/, or proposed");

    /// <summary>The same word for what chooses an environment of a pool.</summary>
    public static readonly Option SetOfPool = new(
        "set",
        "NAME",
        "with --environment=pool:NAME, the set that the environment would be brought to"
    );
    public static readonly Option With = new("with", "NAME", "what to compare with: a version set or an environment");
    public static readonly Option From = new(
        "from",
        "NAME",
        "where to start: a version set, proposed, or an environment"
    );
    public static readonly Option Upgrade = new(
        "upgrade",
        "NAMES",
        "upgrade only these, each with a range if needed: ingress,external-dns@1.x",
        IsList: true
    );
    public static readonly Option OnlyKnownGood = new(
        "only-known-good",
        null,
        "propose only a set that evidence shows to work"
    );
    public static readonly Option Limit = new(
        "limit",
        "STEPS",
        "how many steps the solver may take before it gives up; default: 20000000, or more for more than 1000 components"
    );
    public static readonly Option Note = new("note", "TEXT", "a line of text to keep with the set");

    /// <summary>The same word for what the ledger keeps.</summary>
    public static readonly Option Reason = new("note", "TEXT", "why, in one line that the ledger keeps");

    /// <summary>The same word for a target that forces nothing to run again.</summary>
    public static readonly Option Anyway = new(
        "force",
        null,
        "go back although no evidence shows the step to work, or it is not known what is there"
    );
    public static readonly Option Why = new("reason", "TEXT", "why, in one line that is kept with the record");
    public static readonly Option Until = new(
        "until",
        "WHEN",
        "until when: a date (2027-01-04), a time (2027-01-04T08:00Z) or a duration from now (7d)"
    );
    public static readonly Option Cause = new(
        "cause",
        "TEXT",
        "which cause is accepted: GATE/WHAT as Gates shows it, or GATE alone for all that it says now"
    );
    public static readonly Option Deploy = new("deploy", null, "deploy the set too, once it is promoted");
    public static readonly Option Announce = new("announce", null, "only say that the set is about to be promoted");
    public static readonly Option DryRun = new("dry-run", null, "only show what it would do");
    public static readonly Option SignWith = new("sign-with", "FILE", "sign with this SSH key");
    public static readonly Option Commit = new(
        "commit",
        null,
        "give the approval in a signed commit, with the key of --sign-with or the one that Git signs with"
    );
    public static readonly Option Good = new("good", "NAME", "a version set or environment that works");
    public static readonly Option Bad = new("bad", "NAME", "a version set that does not work");
    public static readonly Option AndBack = new("and-back", null, "go back afterwards, and record that step too");
    public static readonly Option System = new(
        "system",
        "NAMES",
        "the CI systems, with commas: github, gitlab, jenkins, tekton; or all",
        IsList: true
    );
    public static readonly Option CheckFiles = new(
        "check",
        null,
        "only look whether the files are up to date; exit with 1 when one is not"
    );

    /// <summary>The same word for files.</summary>
    public static readonly Option Replace = new(
        "force",
        null,
        "replace files that were edited by hand or that something else wrote"
    );

    public static readonly Option Layers = new(
        "layers",
        "NAMES",
        "test only these layers of the platform: cloud, kubernetes, controller; the others stay as the base has them",
        IsList: true
    );

    /// <summary>The same word for a target that runs again what evidence answers.</summary>
    public static readonly Option ForceValidation = new("force", null, "run even what evidence shows already");
    public static readonly Option Filter = new("filter", "TEXT", "only tests whose full name contains this");
    public static readonly Option Shell = new("shell", "NAME", "bash, zsh, fish or pwsh");
    public static readonly Option Verbosity = new(
        "verbosity",
        "LEVEL",
        "quiet, normal or verbose (shows what tools print)",
        'v',
        ["quiet", "normal", "verbose"]
    );
    public static readonly Option Version = new(
        "version",
        "VERSION",
        "deploy this version from the store, without building it; alone: print the program's version",
        IsSwitchToo: true
    );

    /// <summary>The same word for a target that makes packages.</summary>
    public static readonly Option PackageVersion = new(
        "version",
        "VERSION",
        "the version of the packages; default: that of the sources"
    );
    public static readonly Option Machines = new(
        "machines",
        "NAMES",
        "the machines that the tool gets native code for, such as linux-x64,win-x64; default: this one",
        IsList: true
    );
    public static readonly Option Help = new("help", null, "explain a target, or the program", 'h');

    /// <summary>All, in the order of help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        Target,
        Component,
        Environment,
        Since,
        Depth,
        Output,
        Force,
        WithDependencies,
        Wait,
        Parallel,
        OnFailure,
        Resume,
        Confirm,
        Reports,
        FailOnDrift,
        Plan,
        Save,
        RemoveExported,
        FromFile,
        UpdateSnapshots,
        CheckInputs,
        Exclusive,
        Name,
        Extends,
        To,
        Type,
        Chart,
        Backstage,
        Set,
        With,
        From,
        Upgrade,
        OnlyKnownGood,
        Limit,
        Note,
        Why,
        Until,
        Cause,
        Deploy,
        Announce,
        DryRun,
        SignWith,
        Commit,
        Good,
        Bad,
        AndBack,
        System,
        CheckFiles,
        Layers,
        Machines,
        Filter,
        Shell,
        Verbosity,
        Version,
        Directory,
        Help,
    ];

    /// <summary>Those that say how a run goes over many components.</summary>
    public static readonly IReadOnlyList<Option> Course = [Parallel, OnFailure, Reports];

    /// <summary>Those that are about one call alone: a run that goes on takes them from the call, and its journal does not keep them.</summary>
    public static readonly IReadOnlyList<Option> OfCall =
    [
        Target,
        Directory,
        Environment,
        Since,
        Depth,
        Output,
        Verbosity,
        Help,
        Resume,
        Reports,
        Save,
    ];

    /// <summary>Those that say how a run goes rather than what it does, so that a run may go on with others.</summary>
    public static readonly IReadOnlyList<Option> MayDiffer = [Parallel, OnFailure, Wait];

    /// <summary>Those that choose components and environments.</summary>
    public static readonly IReadOnlyList<Option> Selection = [Component, Environment, Since, Depth];

    /// <summary>Those that mean something for every target.</summary>
    public static readonly IReadOnlyList<Option> Common = [Target, Output, Verbosity, Directory, Help];

    /// <summary>By the word alone; comparing all would be compiled at every start.</summary>
    public bool Equals(Option? other) => other is not null && Word == other.Word;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Word);

    /// <summary>How help writes it: <c>--environment=NAME, -e</c>.</summary>
    public override string ToString() =>
        $"--{Word}{(Value is null ? "" : $"={Value}")}{(Letter is null ? "" : $", -{Letter}")}";
}
