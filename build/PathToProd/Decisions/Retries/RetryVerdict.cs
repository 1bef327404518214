namespace PathToProd.Decisions.Retries;

/// <summary>Whether a failure is worth another attempt.</summary>
/// <param name="IsWorthIt">Whether it may pass by itself.</param>
/// <param name="Because">Why, or why not: a clause, without a full stop.</param>
public sealed record RetryVerdict(bool IsWorthIt, string Because);
