namespace PathToProd.Decisions.Posting;

/// <summary>A comment on a change.</summary>
/// <param name="Id">Its number, which grows.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">What it says.</param>
public sealed record PostedComment(long Id, string Author, string Text);
