using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Host.Invocations;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>What a promotion brings: what lies between what runs in an environment now and the set.</summary>
/// <param name="Report">That; null when it is not known what runs there.</param>
/// <param name="Unknown">Why it is not known, as lines.</param>
internal sealed record Contents(SetDiffReport? Report, string Unknown = "")
{
    /// <summary>Looks it up. It is taken before anything is promoted, as a deployment changes what runs there.</summary>
    public static Contents Of(Invocation invocation, string environment, VersionSet set)
    {
        using var platform = new Platform(invocation);
        try
        {
            var ledger = new SetReferences(invocation).Ledger(environment);
            var running =
                ledger.Components.IsEmpty && ledger.DoubtOfAll is null
                    ? new VersionSet
                    {
                        Name = environment,
                        Members = ImmutableSortedDictionary<string, SetMember>.Empty,
                    }
                    : RunningSet.Of(ledger);
            return new Contents(SetComparison.Of(platform, running, set));
        }
        catch (PlatformException exception)
        {
            return new Contents(Report: null, exception.Message);
        }
    }

    /// <summary>For people.</summary>
    public string Text(Style style) =>
        Report?.Text(style) ?? $"What the promotion would bring is not known. {Unknown.TrimEnd('\n')}\n";
}
