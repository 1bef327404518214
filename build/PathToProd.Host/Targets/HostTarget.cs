using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;

namespace PathToProd.Host.Targets;

/// <summary>A target, and what help says about it.</summary>
/// <param name="Name">The target.</param>
/// <param name="Summary">One line.</param>
/// <param name="Detail">What else there is to know; may be empty.</param>
/// <param name="Options">The options that mean something for it, besides the common ones.</param>
internal sealed record HostTarget(
    string Name,
    string Summary,
    string Detail = "",
    IReadOnlyList<Option>? Options = null
)
{
    /// <summary>What it does; null for a stage, which every component has for itself.</summary>
    public Func<Invocation, Report>? Run { get; init; }

    /// <summary>Whether it works on a platform, which then must be there. Default: true.</summary>
    public bool NeedsPlatform { get; init; } = true;

    /// <summary>Whether it is about the program rather than the platform, so that any version may do it. Default: false.</summary>
    public bool IsAboutProduct { get; init; }

    /// <summary>What <c>--output</c> may be for it.</summary>
    public IReadOnlyList<string> Formats { get; init; } = UsualFormats;

    /// <summary>What it has to do with pools of environments. Default: nothing.</summary>
    public PoolUse Pools { get; init; }

    /// <summary>What <c>--output</c> may be for a target unless it says more.</summary>
    public static readonly IReadOnlyList<string> UsualFormats = ["text", "json"];

    /// <summary>What <c>--output</c> may be for a run of components.</summary>
    public static readonly IReadOnlyList<string> RunFormats = ["text", "json", "events", "markdown"];

    /// <summary>What <c>--output</c> may be for a target that also writes a page.</summary>
    public static readonly IReadOnlyList<string> PageFormats = ["text", "json", "markdown"];

    /// <summary>What <c>--output</c> may be for a target that also writes tables.</summary>
    public static readonly IReadOnlyList<string> AllFormats = ["text", "json", "markdown", "csv"];

    /// <summary>What <c>--output</c> may be for a target whose result is a script.</summary>
    public static readonly IReadOnlyList<string> TextAlone = ["text"];

    /// <summary>All options that may be given with it.</summary>
    public IEnumerable<Option> Accepted => (Options ?? []).Concat(Option.Common);
}
