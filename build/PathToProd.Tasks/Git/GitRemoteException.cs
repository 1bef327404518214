namespace PathToProd.Tasks.Git;

/// <summary>A remote repository gives no answer. The caller says what that means there; the message is what Git said.</summary>
internal sealed class GitRemoteException(string said) : Exception(said);
