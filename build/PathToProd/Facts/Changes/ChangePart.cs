using System.Collections.Immutable;

namespace PathToProd.Facts.Changes;

/// <summary>A part of a page.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Heading">What stands before its pieces, such as the heading of a table; may be empty.</param>
/// <param name="Pieces">Pieces of which any may be left out at the end.</param>
internal sealed record ChangePart(string Title, string Heading, ImmutableArray<string> Pieces);
