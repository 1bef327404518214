using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>What a run was asked beside its target and environment, as its journal keeps it: enough to ask the same again.</summary>
public sealed record RunAsked
{
    /// <summary>The options that say what is done, by their words without dashes; a switch has an empty value.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The components that were selected, whatever selected them: names, <c>all</c>, or what a change affected.</summary>
    public required ImmutableArray<string> Components { get; init; }

    /// <summary>The digest of the version set; null when none was named.</summary>
    public Digest? Set { get; init; }

    /// <summary>The digest of the saved plan that it applies; null when it applies none.</summary>
    public Digest? Plan { get; init; }

    /// <summary>What a rollback goes back to; null for any other run.</summary>
    public RollbackAsked? Rollback { get; init; }

    /// <summary>The commit of the checkout, with <c>+changes</c> when the work tree differed from it; null outside Git.</summary>
    public string? Commit { get; init; }

    /// <summary>User and machine.</summary>
    public required string Who { get; init; }

    /// <summary>The process on that machine.</summary>
    public required int Process { get; init; }

    /// <summary>The run that this one goes on with; null when it goes on with none.</summary>
    public RunId? Resumes { get; init; }
}

/// <summary>What a rollback goes back to, so that one that goes on does not choose again.</summary>
/// <param name="Scope">What goes back, as <c>environment</c>, <c>component ingress</c> or <c>unit edge</c>.</param>
/// <param name="To">The attempt or the run that it goes back to.</param>
/// <param name="Because">Why, in one line.</param>
public sealed record RollbackAsked(string Scope, string To, string Because);
