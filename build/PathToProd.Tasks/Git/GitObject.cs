namespace PathToProd.Tasks.Git;

/// <summary>A file or folder of a commit.</summary>
/// <param name="Path">Its path in the commit.</param>
/// <param name="Id">Its object, which is another as soon as anything in it, or below it, changes.</param>
internal sealed record GitObject(string Path, string Id);
