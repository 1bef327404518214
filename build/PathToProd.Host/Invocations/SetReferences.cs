using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Finds what options name: a pinned version set, <c>proposed</c>, or where it makes sense an environment, which means what
/// its ledger says runs there.
/// </summary>
internal sealed class SetReferences(Invocation invocation)
{
    public SetFiles Files { get; } = new(invocation.Workspace);

    /// <summary>The set that an option names; null when the option was not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="environments">Whether it may name an environment.</param>
    /// <exception cref="PlatformException">There is no such set, or it cannot be used.</exception>
    public VersionSet? Find(Option option, bool environments = false) =>
        invocation.Arguments[option] is { } text ? Find(text, option, environments) : null;

    /// <summary>The set that an option must name.</summary>
    /// <inheritdoc cref="Find(Option, bool)"/>
    public VersionSet Need(Option option, bool environments = false) =>
        Find(option, environments)
        ?? throw PlatformException.Wrong(
            $"no --{option.Word} is given",
            $"add --{option.Word}={option.Value}: {option.Summary}"
        );

    /// <summary>The set that a text names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option that said it, for messages.</param>
    /// <param name="environments">Whether it may name an environment.</param>
    /// <exception cref="PlatformException">There is no such set, or it cannot be used.</exception>
    public VersionSet Find(string text, Option option, bool environments)
    {
        if (text == VersionSetName.Proposed)
        {
            return Files.Proposed
                ?? throw PlatformException.Wrong(
                    $"--{option.Word} is {text}, and nothing was proposed yet",
                    "run ./build.sh --target=Resolve first"
                );
        }

        if (Files.Find(text) is { } pinned)
        {
            return pinned;
        }

        if (Files.OfChange(text) is { } change)
        {
            return change;
        }

        var isEnvironment = invocation.Model.Environments.TryGetValue(text, out var environment);
        return !isEnvironment ? throw Unknown(text, option, environments)
            : !environments
                ? throw PlatformException.Wrong(
                    $"--{option.Word} names a version set, and {text} is an environment",
                    $"pin what runs there, and name that: ./build.sh --target=Pin --from={text}"
                )
            : environment!.IsAbstract
                ? throw PlatformException.Wrong(
                    $"nothing runs in the environment {text}, which others only extend",
                    "name one of " + string.Join(", ", invocation.Model.DeployableEnvironments.Select(one => one.Name))
                )
            : RunningSet.Of(Ledger(text));
    }

    /// <summary>Whether a text names an environment and no version set.</summary>
    public bool IsEnvironment(string text) =>
        text != VersionSetName.Proposed
        && !Files.Pinned.Names.Contains(text)
        && invocation.Model.Environments.ContainsKey(text);

    /// <summary>What the ledger of an environment says now.</summary>
    public LedgerState Ledger(string environment) => LedgerState.From(Ledgers.History(invocation, environment));

    private PlatformException Unknown(string text, Option option, bool environments)
    {
        var names = Files.Pinned.Sets.Reverse().Select(set => set.Name);
        if (environments)
        {
            names = names.Concat(invocation.Model.DeployableEnvironments.Select(environment => environment.Name));
        }

        return PlatformException.Wrong(
            $"--{option.Word} is {text}, and there is no version set {(environments ? "or environment " : "")}of that name",
            Suggestion.Fix(text, [.. names], environments ? "name" : "version set", "pin one: ./build.sh --target=Pin")
        );
    }
}
