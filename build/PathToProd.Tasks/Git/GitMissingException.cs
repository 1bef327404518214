namespace PathToProd.Tasks.Git;

/// <summary>Git cannot be started. Whoever asks it says what that means there.</summary>
internal sealed class GitMissingException(Exception inner) : Exception("git cannot be started", inner);
