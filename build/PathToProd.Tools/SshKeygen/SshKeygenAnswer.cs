namespace Cake.SshKeygen;

/// <summary>What ssh-keygen says about a signature.</summary>
/// <param name="IsGood">Whether it is what was asked for.</param>
/// <param name="Lines">The principals that were found; nothing for other questions.</param>
/// <param name="Reason">What it printed on standard error.</param>
public sealed record SshKeygenAnswer(bool IsGood, IReadOnlyList<string> Lines, string Reason);
