using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>A test of a version set, as it is declared, now or when it ran.</summary>
/// <param name="Name">Its full name: <c>ingress/smoke</c>, <c>ingress/resolves-names</c>, or <c>platform/reaches-out</c>.</param>
/// <param name="Digest">The digest of what it is: its declaration and its script. Another digest is another test.</param>
/// <param name="IsBlocking">Whether its failure fails the set.</param>
/// <param name="Covers">The components whose change makes it run again, by name.</param>
public sealed record DeclaredTest(string Name, Digest Digest, bool IsBlocking, ImmutableArray<string> Covers);
