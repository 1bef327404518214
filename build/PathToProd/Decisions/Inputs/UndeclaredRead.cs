using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Inputs;

/// <summary>A file that a stage read and that nothing declares: another checkout, or another machine, may have another one.</summary>
/// <param name="Component">The component.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Path">The file: relative to the repository's root when it is below it, else absolute.</param>
/// <param name="Kind">Why it does not count as declared.</param>
/// <param name="Times">How often it was opened.</param>
/// <param name="Programs">Which programs read it, by name.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record UndeclaredRead(
    string Component,
    string Stage,
    string Path,
    UndeclaredKind Kind,
    int Times,
    ImmutableArray<string> Programs,
    string Fix
);

/// <summary>Why a file does not count as declared.</summary>
[JsonConverter(typeof(KebabWords<UndeclaredKind>))]
public enum UndeclaredKind
{
    /// <summary>It is in the repository, outside the component's folder.</summary>
    Repository,

    /// <summary>It is in the component's folder, but Git ignores it.</summary>
    Ignored,

    /// <summary>It is this machine's or this user's.</summary>
    Machine,
}
