namespace PathToProd.Tasks.Git;

/// <summary>Git cannot be started. The caller says what that means there.</summary>
internal sealed class GitMissingException(Exception inner) : Exception("git cannot be started", inner);
