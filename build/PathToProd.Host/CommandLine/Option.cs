namespace PathToProd.Host.CommandLine;

/// <summary>An option of the command line, written <c>--name=value</c>, <c>--name value</c> or, for a switch, <c>--name</c>.</summary>
/// <param name="Word">Without dashes.</param>
/// <param name="Value">What the value is called in help; null for a switch.</param>
/// <param name="Summary">One line.</param>
/// <param name="Letter">A short form, such as <c>t</c> for <c>-t</c>; null when there is none.</param>
/// <param name="Words">The only values there are; null when any will do.</param>
/// <param name="IsList">Whether the value is a list with commas, of which no item may be empty.</param>
/// <param name="IsSwitchToo">True when the word alone means something too; a value then follows only after <c>=</c>.</param>
internal sealed record Option(
    string Word,
    string? Value,
    string Summary,
    char? Letter = null,
    string[]? Words = null,
    bool IsList = false,
    bool IsSwitchToo = false
)
{
    public static readonly Option Target = new("target", "NAME", "what to do; see --target=Help", 't');
    public static readonly Option Component = new(
        "component",
        "NAMES",
        "a component, several (a,b), all, or affected",
        'c',
        IsList: true
    );
    public static readonly Option Environment = new("environment", "NAME", "where to; default: platform.yaml's", 'e');
    public static readonly Option Since = new(
        "since",
        "REF",
        "with what to compare: a branch, a tag or a commit, such as origin/main"
    );
    public static readonly Option Depth = new(
        "depth",
        "NUMBER",
        "how many requirements a change is followed through; default: all of them"
    );
    public static readonly Option Output = new(
        "output",
        "text|json",
        "json writes one document to standard output",
        'o',
        ["text", "json", "markdown", "csv"]
    );
    public static readonly Option Force = new("force", null, "run although nothing changed");
    public static readonly Option WithDependencies = new(
        "with-dependencies",
        null,
        "deploy what is required and missing first"
    );
    public static readonly Option Wait = new(
        "wait",
        null,
        "wait for other runs that are deploying the same or what it requires, instead of being refused"
    );
    public static readonly Option Plan = new(
        "plan",
        "saved",
        "apply the plan that Plan saved, and nothing else",
        Words: ["saved"]
    );
    public static readonly Option UpdateSnapshots = new(
        "update-snapshots",
        null,
        "write rendered snapshots anew; then read the diff"
    );
    public static readonly Option CheckInputs = new(
        "check-inputs",
        null,
        "show which files are read that nothing declares; needs strace"
    );
    public static readonly Option Exclusive = new("exclusive", null, "only this target, not what it depends on");
    public static readonly Option Name = new("name", "NAME", "the new component's name");
    public static readonly Option Type = new("type", "TYPE", "helm (the default), terraform, manifests or controller");
    public static readonly Option Set = new("set", "NAME", "a version set of environments/version-sets/, or proposed");
    public static readonly Option With = new("with", "NAME", "what to compare with: a version set or an environment");
    public static readonly Option From = new(
        "from",
        "NAME",
        "where to start: a version set, proposed, or an environment"
    );
    public static readonly Option Upgrade = new(
        "upgrade",
        "NAMES",
        "only these become newer, each with a range where needed: ingress,external-dns@1.x",
        IsList: true
    );
    public static readonly Option OnlyKnownGood = new(
        "only-known-good",
        null,
        "nothing but a set that evidence shows to work"
    );
    public static readonly Option Limit = new(
        "limit",
        "STEPS",
        "how many steps the solver may take before it gives up; default: 20000000, or more for more than 1000 components"
    );
    public static readonly Option Note = new("note", "TEXT", "a line that is kept with the set");
    public static readonly Option SignWith = new("sign-with", "FILE", "sign with this SSH key");
    public static readonly Option Good = new("good", "NAME", "a version set or environment that works");
    public static readonly Option Bad = new("bad", "NAME", "a version set that does not work");
    public static readonly Option AndBack = new("and-back", null, "go back afterwards, and record that too");
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
        Plan,
        UpdateSnapshots,
        CheckInputs,
        Exclusive,
        Name,
        Type,
        Set,
        With,
        From,
        Upgrade,
        OnlyKnownGood,
        Limit,
        Note,
        SignWith,
        Good,
        Bad,
        AndBack,
        Filter,
        Shell,
        Verbosity,
        Version,
        Help,
    ];

    /// <summary>Those that mean something for every target.</summary>
    public static readonly IReadOnlyList<Option> Common = [Target, Output, Verbosity, Help];

    /// <summary>By the word alone; comparing all would be compiled at every start.</summary>
    public bool Equals(Option? other) => other is not null && Word == other.Word;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Word);

    /// <summary>How help writes it: <c>--environment=NAME, -e</c>.</summary>
    public override string ToString() =>
        $"--{Word}{(Value is null ? "" : $"={Value}")}{(Letter is null ? "" : $", -{Letter}")}";
}
