using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Compatibility;

/// <summary>All that the matrix says.</summary>
public sealed record MatrixAnswer
{
    /// <summary>The sets by environments.</summary>
    public required Matrix Matrix { get; init; }

    /// <summary>The steps between them that were tested, the last one first.</summary>
    public ImmutableArray<Transition> Steps { get; init; } = [];

    /// <summary>The versions that are known to fail together.</summary>
    public ImmutableArray<FailedTogether> Conflicts { get; init; } = [];

    /// <summary>Evidence that does not count as no allowed signer signed it.</summary>
    public ImmutableArray<Evidence> NotSigned { get; init; } = [];

    /// <summary>How many other sets have evidence but no name.</summary>
    public int Unnamed { get; init; }

    /// <summary>Whether there are pinned sets that cannot be read, and so are missing here.</summary>
    public bool HasUnread { get; init; }

    /// <summary>The environments in which sets may be tested.</summary>
    public ImmutableArray<string> TestEnvironments { get; init; } = [];

    /// <summary>The file of the evidence, as people know it.</summary>
    public string File { get; init; } = EvidenceText.FileName;

    /// <summary>The current time.</summary>
    public required DateTimeOffset Now { get; init; }
}
